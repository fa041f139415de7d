import { useState } from 'preact/hooks';
import { Button } from '../../components/index';
import { commonData } from '../../common-data';
import { AdministrationFrame } from './administration-frame';

/** The program's release. The stand-in asks nobody whether there is a newer one. */
export function UpdatePage() {
  const [checked, setChecked] = useState(false);
  return (
    <AdministrationFrame way={[{ label: 'Software Update', href: '/administration/update/' }]}>
      <h2>Software Update</h2>
      <p>
        {checked
          ? 'The stand-in does not look for releases.'
          : `Stands in for release ${commonData.current_release_tag_name}.`}
      </p>
      <Button onClick={() => setChecked(true)}>Check for Updates</Button>
      <div class="resource">
        <a href="https://mathesar.org/donate" target="_blank" rel="noreferrer">
          Support Our Mission
        </a>
      </div>
    </AdministrationFrame>
  );
}
