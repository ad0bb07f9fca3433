// The command line. Commands are loaded when they are asked for, so that `convert` does not wait for the runtime.
import { CompileError } from '@hlolite/diagnostics';
import { Command, CommanderError, Option } from 'commander';
import { showDiagnostics } from './terminal.js';
import { UsageError } from './usage-error.js';
import { VERSION } from './version.js';

const FAILED = 1;
const WRONG_USAGE = 2;

const collect = (value: string, previous: readonly string[]): readonly string[] => [...previous, value];

/** How a program is converted: the same for every command that converts one. */
function withConversionFlags(command: Command): Command {
  return command
    .option('--weights <F>', 'a .safetensors file, or the index.json of its shards, with the tensors of arguments that are parameters')
    .option('--signature <F>', 'a signature.json that says which argument is which tensor')
    .addOption(
      new Option('--custom-op <TARGET=POLICY[:CODE]>', 'what becomes of a custom op: custom, composite, decompose, stablehlo, error')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--custom-op-attr <TARGET.NAME=VALUE>', 'an attribute that the program lacks or has wrong')
        .argParser(collect)
        .default([], 'none'),
    )
    .addOption(
      new Option('--custom-ops <F>', 'a JavaScript module that exports custom ops of your own, with their decompositions')
        .argParser(collect)
        .default([], 'none'),
    )
    .option('--exact', 'leave out rewrites that may change the last bits of results (recognised functions, scales moved into weights …)')
    .option('--trace', 'show each rewrite of the optimizer that fires, and where')
    .addOption(
      new Option(
        '--weights-as <FORMAT>',
        'store weights in fewer bits: f16, int8, int4; or f32 for weights of 16 bits that kernels widen in each run',
      ).choices(['f32', 'f16', 'int8', 'int4']),
    )
    .option('--strict', 'make it an error that work is done in less precision than the program asks for');
}

function program(done: (code: number) => void): Command {
  const root = new Command('hlolite')
    .description('StableHLO to LiteRT (TFLite): convert, run and inspect models, custom ops included.')
    .version(VERSION)
    .showHelpAfterError('(hlolite --help, or hlolite COMMAND --help, shows what there is)')
    .exitOverride();

  withConversionFlags(root.command('convert'))
    .description('convert StableHLO programs to .tflite models')
    .argument('<IN...>', 'StableHLO programs: MLIR text, MLIR bytecode or portable artifacts; - is standard input')
    .option('-o, --output <OUT>', 'the model; - is standard output (default: the input’s name with .tflite)')
    .option('--out-dir <DIR>', 'a folder for the models of many inputs')
    .option('--keep-going', 'go on with the next input after an error')
    .option('--quiet', 'show errors only')
    .option('--json', 'print the results as JSON')
    .addHelpText(
      'after',
      `
Examples:
  hlolite convert model.mlir -o model.tflite
  hlolite convert model.mlir -o model.tflite --custom-op ai_edge_torch.rms_norm=decompose
  hlolite convert model.mlir -o model.tflite --custom-op-attr ai_edge_torch.rms_norm.epsilon=1e-6
  hlolite convert model.mlir -o model.tflite --custom-ops my-op.mjs --custom-op my.op=decompose
  hlolite convert program_args.mlir -o model.tflite --weights model.safetensors --signature signature.json
  hlolite convert *.mlir --out-dir models --keep-going --json`,
    )
    .action(async (inputs, flags) => done(await (await import('./commands/convert.js')).convertCommand(inputs, flags)));

  root
    .command('run')
    .description('run a model in LiteRT on tensors of a .safetensors file')
    .argument('<MODEL>', 'a .tflite model')
    .requiredOption('--inputs <IO>', 'a .safetensors file with input_0, input_1 … in the order of the model’s inputs')
    .option('--outputs <F>', 'write the results as output_0, output_1 … to a .safetensors file')
    .option('--expect', 'compare with expected_0, expected_1 … of the input file; exit 1 where the error is too large')
    .option(
      '--tolerance <R>',
      'largest error allowed, relative to the largest expected value (default: what the file says, else 1e-4)',
      Number,
    )
    .addOption(
      new Option('--kernels <F>', 'a JavaScript module that exports kernels for custom ops').argParser(collect).default([], 'none'),
    )
    .addOption(
      new Option('--composites <HOW>', 'what runs a composite: its decomposition, or a kernel of its name where there is one')
        .choices(['decomposition', 'prefer-kernel'])
        .default('decomposition'),
    )
    .addHelpText(
      'after',
      `
Examples:
  hlolite run model.tflite --inputs io.safetensors --expect
  hlolite run model.tflite --inputs io.safetensors --outputs results.safetensors
  hlolite run model.tflite --inputs io.safetensors --kernels my-kernel.mjs`,
    )
    .action(async (model, flags) => done(await (await import('./commands/run.js')).runCommand(model, flags)));

  withConversionFlags(root.command('verify'))
    .description('compare a converted model in LiteRT with the program in the reference interpreter, on the same inputs')
    .argument('<IN>', 'a StableHLO program in any form; - is standard input')
    .option('--inputs <IO>', 'a .safetensors file with input_0, input_1 … (default: random numbers)')
    .option('--seed <N>', 'the seed of random inputs', Number, 1)
    .option('--tolerance <R>', 'largest error allowed, relative to the largest expected value', Number, 1e-4)
    .option('--layers', 'compare inside the model too, and name the first operation where the two part')
    .addHelpText(
      'after',
      `
Examples:
  hlolite verify program.mlir
  hlolite verify program.mlir --inputs io.safetensors --layers`,
    )
    .action(async (input, flags) => done(await (await import('./commands/verify.js')).verifyCommand(input, flags)));

  root
    .command('translate')
    .description('write a program in another form of MLIR')
    .argument('<IN>', 'a program: MLIR text, MLIR bytecode or a portable artifact (told apart by their bytes); - is standard input')
    .requiredOption('-o, --output <OUT>', 'the result; - is standard output')
    .addOption(new Option('--to <FORM>', 'the form').choices(['text', 'generic', 'bytecode', 'vhlo']).default('text'))
    .option('--target <VERSION>', 'with --to vhlo: the StableHLO version that must be able to read it (0.9.0 and newer)')
    .option('--locations', 'in text: write where each operation came from, loc(…)')
    .addHelpText(
      'after',
      `
Examples:
  hlolite translate program.mlirbc -o program.mlir
  hlolite translate program.mlir -o program.mlirbc --to bytecode
  hlolite translate program.mlir -o program.vhlo --to vhlo --target 1.0.0`,
    )
    .action(async (input, flags) => done(await (await import('./commands/translate.js')).translateCommand(input, flags)));

  root
    .command('inspect')
    .description('show ops, tensors, signatures and sizes of a .tflite model or an MLIR program')
    .argument('<FILE>', 'a .tflite model or a program in any form; - is standard input')
    .option('--json', 'print as JSON')
    .addHelpText('after', '\nExamples:\n  hlolite inspect model.tflite\n  hlolite inspect program.mlir --json')
    .action(async (file, flags) => done(await (await import('./commands/inspect.js')).inspectCommand(file, flags)));
  return root;
}

/** @returns the exit code: 0 done, 1 the work failed, 2 wrong usage */
async function main(): Promise<number> {
  let code = 0;
  try {
    await program((result) => {
      code = result;
    }).parseAsync();
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE;
    if (error instanceof UsageError) {
      process.stderr.write(`error: ${error.message}\n(hlolite --help shows the commands)\n`);
      return WRONG_USAGE;
    }
    if (error instanceof CompileError) {
      showDiagnostics(error.diagnostics);
      return FAILED;
    }
    process.stderr.write(
      `${error instanceof Error ? error.stack : error}\nThis is a defect of hlolite: please report it with the command and its input.\n`,
    );
    return FAILED;
  }
}

// A reader that goes away (`hlolite inspect … | head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

// No await here: the bundle is CommonJS, which has none at the top.
void main().then((code) => {
  process.exitCode = code;
});
