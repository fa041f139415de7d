import { BasePage } from './base-page';

/** Whatever an address leads to, when it may be refused. */
export class ErrorPage extends BasePage {
  /** Goes to an address; ends with any page of a logged-in user, or with a refusal. */
  async open(path: string): Promise<void> {
    await this.goto(path, this.banner.root);
  }
}
