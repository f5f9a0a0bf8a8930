/** The two lines that stand on a pole at the counter, for the guest. */
export interface PoleDisplay {
  /**
   * Shows two lines; what is longer than the display is cut, what it cannot say is written with its nearest spelling. Resolves when the wire has
   * it, or at once when something newer is to be shown. @throws ChannelFault when the display cannot be reached
   */
  show(top: string, bottom: string): Promise<void>;
  /** Clears it and lets the wire go. */
  close(): Promise<void>;
}

export const poleColumns = 20;
