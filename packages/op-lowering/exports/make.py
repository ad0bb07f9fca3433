"""Makes the programs of this folder, for the tests beside: exports of PyTorch and JAX that resize images.

  make.py torch OUT    with torch and litert-torch (written by torch 2.13, litert-torch 0.10)
  make.py jax OUT      with jax (written by jax 0.10)
"""
import re
import sys


def write(name, text):
    text = re.sub(r' loc\((?:[^()"]|"[^"]*"|\((?:[^()"]|"[^"]*"|\([^()]*\))*\))*\)', "", text)
    lines = [line for line in text.strip().split("\n") if not line.startswith("#loc")]
    with open(f"{sys.argv[2]}/{name}.mlir", "w") as file:
        file.write("\n".join(lines) + "\n")


def torch_programs():
    import torch
    import torch.nn.functional as F
    from litert_converter.mlir import passmanager
    from litert_torch._convert import core, signature
    from litert_torch.backend import export as backend

    class Resize(torch.nn.Module):
        def __init__(self, **options):
            super().__init__()
            self.options = options

        def forward(self, x):
            return F.interpolate(x, **self.options)

    class Encoder(torch.nn.Module):
        """A convolution that halves the image, and the way back to its size."""

        def __init__(self):
            super().__init__()
            self.down = torch.nn.Conv2d(2, 3, 3, padding=1, stride=2)
            self.up = torch.nn.Conv2d(3, 2, 3, padding=1)

        def forward(self, x):
            return self.up(F.interpolate(F.relu(self.down(x)), scale_factor=2, mode="bilinear")) + x

    def export(name, module, *, shape=(1, 2, 4, 6), marked=False):
        args = (torch.randn(shape),)
        if marked:
            program = core._run_convert_passes(core.export_torch_signature(signature.Signature("serving_default", module, args, {})))
        else:
            program = torch.export.export(module.eval(), args, strict=False)
        lowered = backend.exported_program_to_mlir(program)
        with lowered.ctx:
            passmanager.PassManager.parse("builtin.module(strip-debuginfo)").run(lowered.module.operation)
        write(name, lowered.module.operation.get_asm(enable_debug_info=False))

    torch.manual_seed(0)
    export("torch_nearest", Resize(size=(7, 11)))
    export("torch_nearest_marked", Resize(size=(7, 11)), marked=True)
    export("torch_nearest_exact", Resize(size=(7, 11), mode="nearest-exact"))
    export("torch_nearest_wide", Resize(size=(7, 11)), shape=(1, 96, 4, 6))
    export("torch_nearest_exact_wide", Resize(size=(7, 11), mode="nearest-exact"), shape=(1, 96, 4, 6))
    export("torch_nearest_volume", Resize(scale_factor=2), shape=(1, 2, 3, 4, 5))
    export("torch_linear", Resize(size=11, mode="linear"), shape=(2, 3, 6))
    export("torch_nearest_sequence", Resize(size=11), shape=(2, 3, 6))
    export("torch_bicubic", Resize(size=(7, 11), mode="bicubic"))
    export("torch_nearest_down", Resize(size=(3, 4)))
    export("torch_nearest_odd_scale", Resize(scale_factor=1.7))
    export("torch_bilinear", Resize(scale_factor=1.5, mode="bilinear"))
    export("torch_bilinear_corners", Resize(size=(7, 11), mode="bilinear", align_corners=True))
    export("torch_bilinear_marked", Resize(scale_factor=2, mode="bilinear"), marked=True)
    export("torch_encoder", Encoder())
    export("torch_encoder_marked", Encoder(), marked=True)


def jax_programs():
    import jax

    def export_function(name, shape, function):
        image = jax.ShapeDtypeStruct(shape, jax.numpy.float32)
        write(name, str(jax.export.export(jax.jit(function), platforms=["cpu"])(image).mlir_module()))

    def export(name, size, *, batch=(1,), **options):
        export_function(name, (*batch, 4, 6, 2), lambda x: jax.image.resize(x, (*batch, *size, 2), **options))

    def export_any(name, dimensions, size, method):
        """With unknown sizes."""
        export_function(name, jax.export.symbolic_shape(dimensions), lambda x: jax.image.resize(x, size(*x.shape), method))

    export("jax_nearest", (7, 11), method="nearest")
    export("jax_nearest_down", (3, 4), method="nearest")
    export("jax_linear_without_batch", (8, 12), batch=(), method="linear")
    export("jax_linear", (7, 11), method="linear")
    export("jax_linear_down", (3, 4), method="linear", antialias=False)
    export("jax_linear_antialiased", (3, 4), method="linear")
    resize = jax.image.resize
    export_function("jax_linear_rows", (1, 4, 6, 2), lambda x: resize(x, (1, 7, 6, 2), "linear"))
    export_function("jax_linear_large", (1, 100, 2), lambda x: resize(x, (1, 200, 2), "linear"))
    export_function("jax_linear_twice", (1, 4, 6, 2), lambda x: resize(resize(x, (1, 7, 11, 2), "linear"), (1, 12, 13, 2), "linear"))
    export_any("jax_nearest_any_batch", "n, 4, 6, 2", lambda n, *_: (n, 8, 12, 2), "nearest")
    export_any("jax_linear_any_batch", "n, 4, 6, 2", lambda n, *_: (n, 8, 12, 2), "linear")
    export_any("jax_nearest_any_rows", "1, n, 6, 2", lambda _, n, *__: (1, 2 * n, 12, 2), "nearest")
    rows = jax.export.symbolic_shape("1, n, 6, 2")
    export_function("jax_repeat_any_rows", rows, lambda x: jax.numpy.repeat(jax.numpy.repeat(x, 2, 1), 2, 2))


torch_programs() if sys.argv[1] == "torch" else jax_programs()
