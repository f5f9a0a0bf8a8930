/** @type {[RegExp, string][]} the first that fits is said */
const causes = [
  [/ENOSPC|no space left/i, 'The disk is full: free about 1 GB, then run the command again.'],
  [
    /EUSAGE|can only install packages when your package\.json and package-lock\.json/i,
    'package.json and package-lock.json do not agree: run `npm install --ignore-scripts`, look at what changed in package-lock.json, then run the command again.',
  ],
  [
    /EINTEGRITY/,
    'A downloaded package is not the one that package-lock.json describes: run `npm cache clean --force`, then the command again.',
  ],
  [
    /E40[13]\b|authentication/i,
    'The package registry refused us: look at the `registry` and the login in your .npmrc, then run the command again.',
  ],
  [
    /E404\b/,
    'The package registry does not have one of the packages: look at the `registry` in your .npmrc, then run the command again.',
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    'The package registry could not be reached: check the internet connection (behind a proxy, set HTTPS_PROXY), then run the command again.',
  ],
  [
    /CERT|SELF_SIGNED|unable to (get|verify)/,
    "The package registry's certificate is not trusted here: set `cafile` in your .npmrc to your network's certificate, then run the command again.",
  ],
  [
    /EACCES|EPERM|EROFS/,
    "npm may not write where it has to: check who owns this folder and npm's cache (`npm config get cache`; npm_config_cache names another one), then run the command again.",
  ],
];

/**
 * One sentence on why `npm ci` failed and what to do about it.
 *
 * @param {string} output what npm wrote
 * @param {string} ending such as "status 1"
 */
export function explainNpmFailure(output, ending) {
  const known = causes.find(([pattern]) => pattern.test(output));
  return (
    known?.[1] ??
    `Installing the packages failed (npm ci ended with ${ending}): what npm said is above; put it right, then run the command again.`
  );
}
