/** Colours of themes: hues as far apart as they can be, in the order of the codebook. ARGB, as workbooks write them. */
export interface ThemeColours {
  /** A suggestion's shade. */
  readonly light: string;
  /** Marked words, the tab of the theme's sheet, and what a person decided. */
  readonly strong: string;
}

const GOLDEN_ANGLE = 137.508;

export function themeColours(index: number): ThemeColours {
  const hue = (205 + index * GOLDEN_ANGLE) % 360;
  return { light: argb(hue, 0.75, 0.88), strong: argb(hue, 0.65, 0.36) };
}

/** From hue (degrees), saturation and lightness (0 to 1). */
function argb(hue: number, saturation: number, lightness: number): string {
  const a = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): string => {
    const k = (offset + hue / 30) % 12;
    const value = lightness - a * Math.max(-1, Math.min(k - 3, 9 - k, 1));
    return Math.round(255 * value).toString(16).padStart(2, '0').toUpperCase();
  };
  return `FF${channel(0)}${channel(8)}${channel(4)}`;
}
