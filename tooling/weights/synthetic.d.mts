export interface SyntheticModel {
  readonly layers: number;
  readonly hidden: number;
  readonly inner: number;
  readonly type: 'f32' | 'bf16';
  readonly shards?: number;
  /** Weights are holes in the file: they take no room on the disk, and read as zeros. */
  readonly sparse?: boolean;
}

/** A decoder's feed-forward layers in a folder, as an exporter would leave them: paths of the program, its signature, and its weights. */
export function syntheticModel(
  folder: string,
  model: SyntheticModel,
): { files: string[]; program: string; signature: string; weights: string };
