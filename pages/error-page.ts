import { BasePage } from './base-page';

/** Whatever an address shows, which may not exist, or not for this user. */
export class ErrorPage extends BasePage {
  /** Goes to an address; ends with any page of a logged-in user, or with a refusal. */
  async open(path: string): Promise<void> {
    await this.goto(path, this.banner.root);
  }
}
