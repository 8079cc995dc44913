/** The signs of a unit, by their names in `leaning.csv`. */
export const UNIT_SIGN_NAMES = [
  'tone', 'brightest', 'darkest', 'last', 'length', 'short', 'asks', 'asking', 'ends asking', 'exclaims', 'all quoted', 'part quoted', 'themes', 'reply', 'post',
] as const;

/** The signs of a theme's codings in a unit, by their names in `stance.csv`. */
export const STANCE_SIGN_NAMES = [
  'unit negative', 'unit positive', 'words negative', 'words positive', 'others negative', 'others positive', 'best words', 'worst words', 'mixed words', 'plainest words',
  'tone', 'brightest', 'darkest', 'clash', 'near', 'contrast', 'contrast first', 'contrast next',
  'asking', 'all asking', 'sentences', 'share', 'long', 'before', 'next', 'negated', 'quoted',
] as const;
