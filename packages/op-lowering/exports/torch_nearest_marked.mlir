module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x7x11xf32> {
    %0 = call @permute_0_26ae062f(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %1 = call @_aten_clone_1_2af7df9f(%0) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = call @permute_2_2a58a51e(%1) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %3 = call @_aten_clone_3_f74762ac(%2) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %4 = stablehlo.custom_call @mark_tensor(%3) {backend_config = "{\22name\22: \22tfl.resize_nearest_neighbor\22, \22pos\22: 0, \22id\22: \22b00ab07cc8254582843768aee3a19f8a\22, \22is_input\22: true, \22attr\22: null}"} : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %5 = call @_aten_arange_4_426a9eb0() : () -> tensor<7xf32>
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %6 = call @jax_lowering_5_f4851384(%5, %cst) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %cst_0 = stablehlo.constant dense<0.571428597> : tensor<f32>
    %7 = call @jax_lowering_6_3de2b2a8(%6, %cst_0) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %8 = stablehlo.convert %7 : (tensor<7xf32>) -> tensor<7xi64>
    %9 = call @_aten_unsqueeze_7_2be4f66e(%8) : (tensor<7xi64>) -> tensor<7x1xi64>
    %10 = call @_aten_arange_8_16539611() : () -> tensor<11xf32>
    %cst_1 = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %11 = call @jax_lowering_9_ab5bf7eb(%10, %cst_1) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_2 = stablehlo.constant dense<0.545454562> : tensor<f32>
    %12 = call @jax_lowering_10_906dc053(%11, %cst_2) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %13 = stablehlo.convert %12 : (tensor<11xf32>) -> tensor<11xi64>
    %14 = call @_aten_index_11_3d0ea995(%4, %9, %13) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %15 = stablehlo.custom_call @mark_tensor(%14) {backend_config = "{\22name\22: \22tfl.resize_nearest_neighbor\22, \22pos\22: 0, \22id\22: \22b00ab07cc8254582843768aee3a19f8a\22, \22is_input\22: false, \22attr\22: {\22size\22: [7, 11], \22is_nchw_op\22: true}}"} : (tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %16 = call @permute_12_29c14aaa(%15) : (tensor<1x2x7x11xf32>) -> tensor<1x7x11x2xf32>
    %17 = call @_aten_clone_13_1a91d22f(%16) : (tensor<1x7x11x2xf32>) -> tensor<1x7x11x2xf32>
    %18 = call @permute_14_cfb0b69b(%17) : (tensor<1x7x11x2xf32>) -> tensor<1x2x7x11xf32>
    %19 = call @_aten_clone_15_7a38ff97(%18) : (tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    return %19 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clone_15_7a38ff97(%arg0: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x7x11xf32>
  }
  func.func private @permute_14_cfb0b69b(%arg0: tensor<1x7x11x2xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x7x11x2xf32>) -> tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_clone_13_1a91d22f(%arg0: tensor<1x7x11x2xf32>) -> (tensor<1x7x11x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x7x11x2xf32>
  }
  func.func private @permute_12_29c14aaa(%arg0: tensor<1x2x7x11xf32>) -> (tensor<1x7x11x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x7x11xf32>) -> tensor<1x7x11x2xf32>
    return %0 : tensor<1x7x11x2xf32>
  }
  func.func private @_aten_index_11_3d0ea995(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<7x1xi64>, %arg2: tensor<11xi64>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_10_906dc053(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_9_ab5bf7eb(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_8_16539611() -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xf32>
    return %0 : tensor<11xf32>
  }
  func.func private @_aten_unsqueeze_7_2be4f66e(%arg0: tensor<7xi64>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0] : (tensor<7xi64>) -> tensor<7x1xi64>
    return %0 : tensor<7x1xi64>
  }
  func.func private @jax_lowering_6_3de2b2a8(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @jax_lowering_5_f4851384(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @_aten_arange_4_426a9eb0() -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<7xf32>
    return %0 : tensor<7xf32>
  }
  func.func private @_aten_clone_3_f74762ac(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x4x6xf32>
  }
  func.func private @permute_2_2a58a51e(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @_aten_clone_1_2af7df9f(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x2xf32>
  }
  func.func private @permute_0_26ae062f(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
}
