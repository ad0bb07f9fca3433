"""PyTorch's side of hlolite.

`rms_norm` and `RMSNorm` are the custom op and its module; `export` writes a module as StableHLO with its weights apart; `convert` gives the
.tflite; `lower_as_custom_call` makes any custom op of torch arrive as a `stablehlo.custom_call` with its attributes.
"""

from .convert import ConversionError, convert
from .custom_call import lower_as_custom_call
from .export import Export, Form, export
from .rms_norm import RMSNorm, decomposed_rms_norm, rms_norm

__all__ = [
    "ConversionError",
    "Export",
    "Form",
    "RMSNorm",
    "convert",
    "decomposed_rms_norm",
    "export",
    "lower_as_custom_call",
    "rms_norm",
]
