module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x7x11xf32> {
    %0 = call @_aten_arange_0_c250ac42() : () -> tensor<7xi64>
    %1 = stablehlo.convert %0 : (tensor<7xi64>) -> tensor<7xi32>
    %2 = stablehlo.convert %1 : (tensor<7xi32>) -> tensor<7xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %3 = call @jax_lowering_1_d7719f6a(%2, %cst) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %4 = call @_aten_clamp_2_679d2d27(%3) : (tensor<7xf32>) -> tensor<7xf32>
    %5 = call @_aten_unsafe_view_3_33fdc558(%4) : (tensor<7xf32>) -> tensor<7x1xf32>
    %6 = stablehlo.convert %5 : (tensor<7x1xf32>) -> tensor<7x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %7 = call @jax_lowering_4_1f534e70(%6, %c) : (tensor<7x1xi64>, tensor<i32>) -> tensor<7x1xi64>
    %8 = call @_aten_clamp_5_abc54923(%7) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %9 = call @_aten_arange_6_c857b5c6() : () -> tensor<11xi64>
    %10 = stablehlo.convert %9 : (tensor<11xi64>) -> tensor<11xi32>
    %11 = stablehlo.convert %10 : (tensor<11xi32>) -> tensor<11xf32>
    %cst_0 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %12 = call @jax_lowering_7_8863d081(%11, %cst_0) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %13 = call @_aten_clamp_8_9e8ded8b(%12) : (tensor<11xf32>) -> tensor<11xf32>
    %14 = call @_aten_unsafe_view_9_6998c5c1(%13) : (tensor<11xf32>) -> tensor<11xf32>
    %15 = stablehlo.convert %14 : (tensor<11xf32>) -> tensor<11xi64>
    %c_1 = stablehlo.constant dense<1> : tensor<i32>
    %16 = call @jax_lowering_10_a5192dfc(%15, %c_1) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %17 = call @_aten_clamp_11_23494011(%16) : (tensor<11xi64>) -> tensor<11xi64>
    %18 = call @_aten_index_12_0c2e11ad(%arg0, %6, %15) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %19 = call @_aten_index_12_0c2e11ad(%arg0, %6, %17) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %20 = call @_aten_index_12_0c2e11ad(%arg0, %8, %15) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %21 = call @_aten_index_12_0c2e11ad(%arg0, %8, %17) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %22 = call @jax_lowering_13_f110ab9f(%14, %15) : (tensor<11xf32>, tensor<11xi64>) -> tensor<11xf32>
    %23 = call @_aten_clamp_14_5cd61a02(%22) : (tensor<11xf32>) -> tensor<11xf32>
    %24 = call @jax_lowering_15_e893c399(%19, %18) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %25 = call @jax_lowering_16_ca07bb09(%24, %23) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %26 = call @jax_lowering_17_09aa6549(%18, %25) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %27 = call @jax_lowering_15_e893c399(%21, %20) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %28 = call @jax_lowering_16_ca07bb09(%27, %23) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %29 = call @jax_lowering_17_09aa6549(%20, %28) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %30 = call @jax_lowering_18_545b02b7(%5, %6) : (tensor<7x1xf32>, tensor<7x1xi64>) -> tensor<7x1xf32>
    %31 = call @_aten_clamp_19_dde21913(%30) : (tensor<7x1xf32>) -> tensor<7x1xf32>
    %32 = call @jax_lowering_15_e893c399(%29, %26) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %33 = call @jax_lowering_20_4ec10dc9(%32, %31) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %34 = call @jax_lowering_17_09aa6549(%26, %33) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    return %34 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_20_4ec10dc9(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<7x1xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<7x1xf32>) -> tensor<1x1x7x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x7x1xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_19_dde21913(%arg0: tensor<7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<7x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<7x1xf32>
    return %5 : tensor<7x1xf32>
  }
  func.func private @jax_lowering_18_545b02b7(%arg0: tensor<7x1xf32>, %arg1: tensor<7x1xi64>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<7x1xi64>) -> tensor<7x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<7x1xf32>
    return %1 : tensor<7x1xf32>
  }
  func.func private @jax_lowering_17_09aa6549(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_16_ca07bb09(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<11xf32>) -> tensor<1x1x1x11xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x11xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_15_e893c399(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_14_5cd61a02(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<11xf32>
    return %5 : tensor<11xf32>
  }
  func.func private @jax_lowering_13_f110ab9f(%arg0: tensor<11xf32>, %arg1: tensor<11xi64>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<11xi64>) -> tensor<11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_index_12_0c2e11ad(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<7x1xi64>, %arg2: tensor<11xi64>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<6> : tensor<i64>
    %c_0 = stablehlo.constant dense<4> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<7x1xi64>, tensor<7x1xi64>) -> tensor<7x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<7x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<7x1xi1>, tensor<7x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<11xi64>, tensor<11xi64>) -> tensor<11xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<11xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<11xi1>, tensor<11xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<7x1xi64>) -> tensor<7x11xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<11xi64>) -> tensor<7x11xi64>
    %12 = stablehlo.convert %10 : (tensor<7x11xi64>) -> tensor<7x11xi32>
    %13 = stablehlo.convert %11 : (tensor<7x11xi64>) -> tensor<7x11xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<7x11xi32>) -> tensor<7x11x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<7x11xi32>) -> tensor<7x11x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<7x11x1xi32>, tensor<7x11x1xi32>) -> tensor<7x11x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 2, 1, 1>}> : (tensor<1x2x4x6xf32>, tensor<7x11x2xi32>) -> tensor<1x2x7x11xf32>
    return %17 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clamp_11_23494011(%arg0: tensor<11xi64>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @jax_lowering_10_a5192dfc(%arg0: tensor<11xi64>, %arg1: tensor<i32>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @_aten_unsafe_view_9_6998c5c1(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<11xf32>
  }
  func.func private @_aten_clamp_8_9e8ded8b(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xf32>
    return %2 : tensor<11xf32>
  }
  func.func private @jax_lowering_7_8863d081(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_6_c857b5c6() -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xi64>
    return %0 : tensor<11xi64>
  }
  func.func private @_aten_clamp_5_abc54923(%arg0: tensor<7x1xi64>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @jax_lowering_4_1f534e70(%arg0: tensor<7x1xi64>, %arg1: tensor<i32>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @_aten_unsafe_view_3_33fdc558(%arg0: tensor<7xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<7xf32>) -> tensor<7x1xf32>
    return %0 : tensor<7x1xf32>
  }
  func.func private @_aten_clamp_2_679d2d27(%arg0: tensor<7xf32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<7xf32>
    return %2 : tensor<7xf32>
  }
  func.func private @jax_lowering_1_d7719f6a(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @_aten_arange_0_c250ac42() -> (tensor<7xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<7xi64>
    return %0 : tensor<7xi64>
  }
}
