// Versions of VHLO, the form of StableHLO that artifacts are kept in. Ops change with the minor number only, so the patch number never decides.
import { fail } from '@hlolite/diagnostics';

/** The newest version that is known here. */
export const currentVersion = '1.20.0';
/** The oldest version that artifacts are kept readable from. */
export const minimumVersion = '0.9.0';

/** Major and minor as one number that orders versions; undefined for a text that is no `major.minor.patch`. */
function orderOf(version: string): number | undefined {
  const [, major, minor] = /^([0-9]{1,4})\.([0-9]{1,4})\.[0-9]{1,4}$/.exec(version) ?? [];
  return major === undefined ? undefined : Number(major) * 10_000 + Number(minor);
}

/** Whether the first version comes before the second. Both must be versions. */
export const isBefore = (version: string, other: string): boolean => (orderOf(version) as number) < (orderOf(other) as number);

/**
 * Holds the version of an artifact against what is known here, whatever its patch number. `name` is the artifact's, for the message.
 * @throws CompileError `vhlo/version` when it is no version or older than 0.9.0, `vhlo/newer-version` when it is newer than 1.20.0.
 */
export function checkArtifactVersion(version: string, name?: string): void {
  if (orderOf(version) !== undefined && isBefore(currentVersion, version))
    fail({
      code: 'vhlo/newer-version',
      message: `the version of an artifact must be at most VHLO ${currentVersion}, the newest that is supported (was ${version})`,
      ...(name !== undefined && { place: { label: name } }),
      hint: `export the program again for VHLO ${currentVersion} or older (the target version of serialize_portable_artifact), or update hlolite`,
    });
  checkVersion(version);
}

/**
 * Holds a version that an artifact is asked for against what is known here.
 * @throws CompileError as `checkArtifactVersion` does.
 */
export function checkVersion(version: string): void {
  if (orderOf(version) === undefined)
    fail({
      code: 'vhlo/version',
      message: `a VHLO version must be three numbers, major.minor.patch (was "${version}")`,
      hint: `give a version from ${minimumVersion} to ${currentVersion}`,
    });
  if (isBefore(version, minimumVersion))
    fail({
      code: 'vhlo/version',
      message: `a VHLO version must be ${minimumVersion} or later (was ${version})`,
      hint: `give a version from ${minimumVersion} to ${currentVersion}`,
    });
  if (isBefore(currentVersion, version))
    fail({
      code: 'vhlo/newer-version',
      message: `a VHLO version must be at most ${currentVersion}, the newest that is supported (was ${version})`,
      hint: `give a version from ${minimumVersion} to ${currentVersion}`,
    });
}

/** The version in the producer of a bytecode file, `StableHLO_v1.9.0`; undefined when the file is no portable artifact. */
export function vhloVersion(producer: string): string | undefined {
  const [, version] = /^StableHLO_v([0-9]+\.[0-9]+\.[0-9]+)$/.exec(producer) ?? [];
  return version;
}

/** Which version of MLIR's bytecode the artifacts of a VHLO version are written in, newest first. */
const bytecodeVersions = [
  ['0.15.0', 6],
  ['0.14.0', 4],
  ['0.12.0', 3],
  ['0.10.0', 1],
  ['0.9.0', 0],
] as const;

/**
 * The version of MLIR's bytecode that the artifacts of a VHLO version are written in.
 * @throws CompileError `vhlo/version` or `vhlo/newer-version` as `downgrade` does.
 */
export function bytecodeVersionFor(version: string): number {
  checkVersion(version);
  return (bytecodeVersions.find(([since]) => !isBefore(version, since)) as (typeof bytecodeVersions)[number])[1];
}
