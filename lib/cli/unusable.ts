/** Something the person at the keyboard can put right; the message says what. */
export class Unusable extends Error {
  override readonly name = "Unusable";
}
