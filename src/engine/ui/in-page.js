/**
 * Runs in every page before its own scripts (`page-watch.ts`). Knows what a mouse or a keyboard can activate, however it
 * is shown, and what was ever shown, however briefly.
 */
(() => {
  const NATIVE =
    'a[href], area[href], button, input:not([type=hidden]), select, textarea, summary, [onclick]';
  const ROLES =
    'button link menuitem menuitemcheckbox menuitemradio tab checkbox switch radio option combobox textbox searchbox ' +
    'slider spinbutton treeitem';
  const LIKELY = [
    NATIVE,
    ...ROLES.split(' ').map((role) => `[role~=${role}]`),
    '[contenteditable]:not([contenteditable=false])',
    '[tabindex]:not([tabindex^="-"])',
  ].join(', ');
  /** They take the focus for what is in them. */
  const CONTAINERS = new Set('tabpanel listbox menu tablist dialog group region list grid table'.split(' '));
  const CELLS = 'td, th, [role=cell], [role=gridcell], [role=columnheader], [data-sheet-element]';
  const CLICKS = new Set(['click', 'mousedown', 'mouseup', 'pointerdown', 'pointerup']);
  const DYNAMIC = /:(hover|focus-within|focus-visible|focus|active)\b(?!\()/g;

  /** Elements that listen for clicks. Only scripts tell, so they are asked when they begin to listen. */
  const listening = new WeakSet();
  const { addEventListener: begin } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, ...rest) {
    if (CLICKS.has(type) && this instanceof Element) listening.add(this);
    return begin.call(this, type, ...rest);
  };

  const words = (text) => (text ?? '').replace(/\s+/g, ' ').trim();

  /** All elements, those of open shadow roots included. */
  function* all(root) {
    for (const element of root.querySelectorAll('*')) {
      yield element;
      if (element.shadowRoot) yield* all(element.shadowRoot);
    }
  }

  const isDisabled = (element) =>
    element.matches(':disabled, [aria-disabled=true], .disabled') || element.closest('[inert]') !== null;

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });

  /** Selectors of what style sheets do while something is pointed at or has the focus, as if it always had. */
  function dynamicSelectors() {
    const found = new Set();
    const read = (rules) => {
      for (const rule of rules) {
        if (rule.selectorText?.match(DYNAMIC) && /display|visibility/.test(rule.cssText))
          found.add(rule.selectorText.replace(DYNAMIC, ''));
        if (rule.cssRules) read(rule.cssRules);
      }
    };
    for (const sheet of document.styleSheets) {
      try {
        read(sheet.cssRules);
      } catch {
        // A style sheet of another origin can not be read.
      }
    }
    return [...found].join(', ');
  }

  /** The outermost hidden part around an element, if it is shown while something is pointed at. */
  function revealable(element, selectors) {
    if (selectors === '') return undefined;
    for (let part = element; part && !isShown(part); part = part.parentElement) {
      const own = getComputedStyle(part);
      const hides = own.display === 'none' || own.visibility !== 'visible';
      try {
        if (hides && part.matches(selectors)) return part;
      } catch {
        return undefined;
      }
    }
    return undefined;
  }

  /** How an element can be reached; undefined when it can not be. */
  function reach(element, selectors) {
    if (isDisabled(element)) return undefined;
    if (!isShown(element)) {
      if ([...(element.labels ?? [])].some(isShown)) return 'by its label';
      return revealable(element, selectors) ? 'when pointed at' : undefined;
    }
    const { left, top, right, bottom, width, height } = element.getBoundingClientRect();
    if (width * height === 0) return element.tabIndex >= 0 ? 'without a size, by the keyboard' : undefined;
    const { scrollWidth, scrollHeight } = document.documentElement;
    if (
      right + scrollX <= 0 ||
      bottom + scrollY <= 0 ||
      left + scrollX >= scrollWidth ||
      top + scrollY >= scrollHeight
    )
      return 'off the screen';
    if (!element.checkVisibility({ opacityProperty: true })) return 'though transparent';
    const at = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    const inside = right > 0 && bottom > 0 && left < innerWidth && top < innerHeight;
    if (inside && at && !element.contains(at) && !at.contains(element) && element.tabIndex >= 0)
      return 'under something else';
    return 'shown';
  }

  const INPUTS = {
    button: 'button',
    submit: 'button',
    reset: 'button',
    image: 'button',
    checkbox: 'checkbox',
    radio: 'radio',
    range: 'slider',
    file: 'file',
  };

  function roleOf(element) {
    const [given] = words(element.getAttribute('role')).split(' ');
    if (given && given !== 'none' && given !== 'presentation') return given;
    const tag = element.localName;
    if (tag === 'a' || tag === 'area') return element.hasAttribute('href') ? 'link' : 'generic';
    if (tag === 'button' || tag === 'summary') return 'button';
    if (tag === 'select') return 'combobox';
    if (tag === 'textarea' || element.isContentEditable) return 'textbox';
    if (tag === 'input') return INPUTS[element.type] ?? 'textbox';
    return element.closest(CELLS) ? 'cell' : 'generic';
  }

  /** The accessible name, as far as pages use what it is made of. */
  function nameOf(element) {
    const by = words(element.getAttribute('aria-labelledby'));
    const labelled =
      by &&
      words(
        by
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      );
    const labels = [...(element.labels ?? [])].map((label) => textOf(label)).join(' ');
    const { value } = element;
    const own =
      ['button', 'submit', 'reset'].includes(element.type) && element.localName === 'input' ? value : '';
    const isField = ['input', 'select', 'textarea'].includes(element.localName);
    return (
      labelled ||
      words(element.getAttribute('aria-label')) ||
      words(labels) ||
      words(own) ||
      (isField ? '' : textOf(element)) ||
      words(element.getAttribute('alt')) ||
      words(element.getAttribute('title')) ||
      words(element.getAttribute('placeholder'))
    );
  }

  function textOf(element) {
    const parts = [...element.childNodes].map((node) => {
      if (node.nodeType === Node.TEXT_NODE) return node.nodeValue;
      if (node.nodeType !== Node.ELEMENT_NODE || node.getAttribute('aria-hidden') === 'true') return '';
      if (/^(script|style|template|select|input|textarea)$/.test(node.localName)) return '';
      const named = words(node.getAttribute('aria-label')) || words(node.getAttribute('alt'));
      return named || `${getComputedStyle(node).display.startsWith('inline') ? '' : ' '}${textOf(node)} `;
    });
    return words(parts.join(''));
  }

  const PARTS =
    'dialog, [role=dialog], [role=menu], [role=listbox], header, [role=banner], nav, aside, main, footer, form';

  function regionOf(element) {
    const part = element.parentElement?.closest(PARTS);
    return part ? words(part.getAttribute('role') ?? part.localName) : 'outside the content';
  }

  function describe(element) {
    const role = roleOf(element);
    const href = role === 'link' && element.href ? element.href.replace(location.origin, '') : undefined;
    return { role, name: nameOf(element), ...(href && { href }), region: regionOf(element) };
  }

  /** Whether what only listens for clicks is neither a part of something else that can be activated nor its frame. */
  const isOfItsOwn = (element) =>
    !element.parentElement?.closest(LIKELY) &&
    !element.closest('label') &&
    !element.querySelector(`${LIKELY}, label`) &&
    textOf(element) !== '';

  function candidates(root = document) {
    const found = [];
    for (const element of all(root)) {
      if (element.matches(LIKELY)) {
        if (!CONTAINERS.has(roleOf(element))) found.push(element);
      } else if (listening.has(element) && isOfItsOwn(element)) found.push(element);
    }
    return found;
  }

  const keyOf = ({ role, name, href }) => JSON.stringify([role, name, href]);

  /** Everything that can be activated now. */
  function inventory() {
    const selectors = dynamicSelectors();
    return candidates().flatMap((element) => {
      const how = reach(element, selectors);
      return how ? [{ ...describe(element), how }] : [];
    });
  }

  /** What was there since the page was opened, by key. */
  const ever = new Map();
  const texts = new Set();

  const UNSEEN = 'script, style, template, noscript';
  const ATTRIBUTES = ['class', 'style', 'hidden', 'inert', 'disabled', 'open', 'href', 'title'];

  function note(element) {
    if (!element?.matches(LIKELY) || CONTAINERS.has(roleOf(element))) return;
    if (!isShown(element) || isDisabled(element)) return;
    const entry = { ...describe(element), how: 'shown for a moment' };
    ever.set(keyOf(entry), entry);
  }

  /** Remembers what a change brought, before it is painted. */
  function remember(changes) {
    const parts = changes.flatMap(({ target, addedNodes }) =>
      addedNodes.length > 0 ? [...addedNodes] : [target],
    );
    for (const part of new Set(parts)) {
      const element = part.nodeType === Node.ELEMENT_NODE ? part : part.parentElement;
      if (!element || element.closest(UNSEEN)) continue;
      note(element.closest(LIKELY));
      if (part === element) for (const inside of candidates(element)) note(inside);
      const walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
      for (let text = part === element ? walker.nextNode() : part; text; text = walker.nextNode())
        if (!text.parentElement?.closest(UNSEEN)) texts.add(text.nodeValue);
    }
  }

  new MutationObserver(remember).observe(document, {
    ...{ subtree: true, childList: true, characterData: true },
    attributeFilter: [...ATTRIBUTES, 'aria-disabled', 'aria-label'],
  });

  /** Until a page has drawn what a script asked for; whether it can be seen is known without painting it. */
  const tasks = async () => {
    for (let count = 0; count < 2; count++) await new Promise((done) => setTimeout(done));
  };

  /** Points at everything, as scripts hear it; what they then show is there. */
  async function pointAtAll(types) {
    for (const element of [...all(document)]) {
      for (const type of types) {
        const Kind = type.startsWith('pointer') ? PointerEvent : MouseEvent;
        element.dispatchEvent(new Kind(type, { bubbles: !/enter|leave/.test(type) }));
      }
    }
    await tasks();
  }

  /** What the last question found, by key. */
  let last = new Set();

  /** What is there now and was not at the last question. */
  function added() {
    const now = inventory();
    const found = now.filter((entry) => !last.has(keyOf(entry)));
    last = new Set([...last, ...now.map(keyOf)]);
    return found;
  }

  let openers = [];
  let revealed = [];

  Object.defineProperty(window, '__qaPlan', {
    value: {
      added,
      /** What is there, what scripts show when it is pointed at, and what was shown for a moment. */
      contents: async () => {
        const withdrawn = new Map(ever);
        last = new Set();
        const shown = added();
        await pointAtAll(['pointerover', 'pointerenter', 'mouseover', 'mouseenter', 'mousemove']);
        // A help text listens for clicks, too.
        const pointedAt = added().filter(({ role }) => role !== 'generic');
        for (const entry of pointedAt) entry.how = 'when pointed at';
        await pointAtAll(['pointerout', 'pointerleave', 'mouseout', 'mouseleave']);
        for (const key of last) withdrawn.delete(key);
        return [...shown, ...pointedAt, ...withdrawn.values()];
      },
      /** Finds the buttons that open something, in the bar on top only where asked for. @returns their number */
      openers: (withBar) => {
        openers = [...document.querySelectorAll('[aria-haspopup]')].filter(
          (element) =>
            isShown(element) &&
            !isDisabled(element) &&
            (withBar || !element.closest('body > header, #app > header, [role=banner]')),
        );
        return openers.length;
      },
      /** Opens what one of them opens. @returns what is there then and was not before */
      open: async (index) => {
        openers[index].focus();
        openers[index].click();
        await tasks();
        const name = nameOf(openers[index]);
        return added().map((entry) => ({ ...entry, region: name || entry.region }));
      },
      /** Shows what is only shown when it is pointed at, and tells assistive technology of what is hidden from it alone. */
      reveal: () => {
        const selectors = dynamicSelectors();
        for (const element of candidates()) {
          if (!reach(element, selectors)) continue;
          const part = revealable(element, selectors);
          if (part) {
            revealed.push([part, 'style', part.getAttribute('style')]);
            part.style.setProperty('display', 'revert', 'important');
            part.style.setProperty('visibility', 'visible', 'important');
          }
          const hidden = element.closest('[aria-hidden=true]');
          if (hidden) {
            revealed.push([hidden, 'aria-hidden', 'true']);
            hidden.removeAttribute('aria-hidden');
          }
        }
      },
      /** Undoes {@link reveal}. */
      conceal: () => {
        for (const [element, name, value] of revealed.reverse()) {
          if (value === null) element.removeAttribute(name);
          else element.setAttribute(name, value);
        }
        revealed = [];
      },
      howReached: (element) => reach(element, ''),
      texts: () => [...texts].join('\n'),
    },
  });
})();
