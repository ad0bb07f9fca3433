module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32> {
    %cst = arith.constant dense<[[[[0.225695729, -0.0749019459, -0.0406210758], [-0.18032521, 0.0145716546, 0.0430948138], [-0.129297987, 0.0739123374, -0.00907101295]], [[-0.0694800615, -8.15457257E-4, -0.228472054], [-0.166036278, 0.0311993454, 0.227622941], [-0.139706075, 0.15110454, 0.0215713196]]], [[[-0.1014065, 2.58247805E-4, 0.11300163], [0.0280416198, 0.208648086, -0.0446084216], [-0.157397464, 0.212989599, -0.0673167184]], [[0.14955321, 0.155468464, 0.041743923], [-0.193452016, -0.231399044, 0.111896515], [0.057627134, 0.137146577, -0.207749397]]], [[[-0.0324731916, 0.203647047, 0.123833396], [0.195876613, 0.185054958, -0.0578336529], [-0.160509393, -0.140546501, 0.0800507739]], [[-0.0935586691, 9.347890e-04, 0.0376142636], [0.146318495, 0.131451979, 0.134524867], [0.00957964174, 0.133065611, -0.110344216]]]]> : tensor<3x2x3x3xf32>
    %cst_0 = arith.constant dense<[-0.0943393111, -0.0373194888, -0.136878267]> : tensor<3xf32>
    %cst_1 = arith.constant dense<[[[[0.171665087, -0.0294901729, 0.0559499376], [-0.00598343788, -0.00263214018, -0.102574155], [-0.0141291441, -0.172145665, -0.0920314863]], [[0.148102045, -0.180508777, 0.031669762], [0.0306596104, -0.18419677, 0.037588343], [0.0893574282, 0.139388144, 0.0360219888]], [[0.150433749, 0.00724386284, 0.0733277574], [0.0568130091, -0.14189975, -0.0422455594], [-0.13552472, 0.149533316, 9.181000e-02]]], [[[-0.0816193521, -0.0352174416, 0.0513755158], [-0.167801723, 0.00543421041, 9.180220e-02], [0.0241141431, -0.0177074056, 0.123726644]], [[8.371330e-02, -0.171087131, 0.113259427], [-0.151790708, 0.1081044, 0.162052035], [0.0177361742, -0.0650425479, -0.0994093269]], [[-0.0854554548, -0.0354747139, -7.978630e-02], [0.191047594, -0.0830124542, 0.0799031183], [-0.178464085, 0.0975436493, 0.163758293]]]]> : tensor<2x3x3x3xf32>
    %cst_2 = arith.constant dense<[-0.137961209, -0.049102325]> : tensor<2xf32>
    %0 = call @permute_0_48c8edd4(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %1 = call @_aten_clone_1_1917d0c3(%0) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = call @permute_2_dd4bfa47(%1) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %3 = call @_aten_clone_3_43a6b11d(%2) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %4 = stablehlo.convolution(%3, %cst) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [2, 2], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x2x4x6xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %5 = call @permute_4_855e35ee(%4) : (tensor<1x3x2x3xf32>) -> tensor<1x2x3x3xf32>
    %6 = call @_aten_clone_5_efafc178(%5) : (tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
    %7 = call @jax_lowering_6_478932e6(%6, %cst_0) : (tensor<1x2x3x3xf32>, tensor<3xf32>) -> tensor<1x2x3x3xf32>
    %8 = call @_aten_relu_7_6b143979(%7) : (tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
    %9 = call @permute_8_0efeea24(%8) : (tensor<1x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %10 = call @_aten_clone_9_8e2e89f0(%9) : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %11 = stablehlo.custom_call @mark_tensor(%10) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \22234eda183f79482a823a9e734d51ff7d\22, \22is_input\22: true, \22attr\22: null}"} : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %12 = call @_aten_arange_10_f9b8fe52() : () -> tensor<4xi64>
    %13 = stablehlo.convert %12 : (tensor<4xi64>) -> tensor<4xi32>
    %14 = stablehlo.convert %13 : (tensor<4xi32>) -> tensor<4xf32>
    %cst_3 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %15 = call @jax_lowering_11_5945ed93(%14, %cst_3) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %16 = call @jax_lowering_12_5578679c(%15, %cst_4) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_5 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %17 = call @jax_lowering_13_5ee1b137(%16, %cst_5) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %18 = call @_aten_clamp_14_5a9a5737(%17) : (tensor<4xf32>) -> tensor<4xf32>
    %19 = call @_aten_unsafe_view_15_c923f291(%18) : (tensor<4xf32>) -> tensor<4x1xf32>
    %20 = stablehlo.convert %19 : (tensor<4x1xf32>) -> tensor<4x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %21 = call @jax_lowering_16_1a0968d7(%20, %c) : (tensor<4x1xi64>, tensor<i32>) -> tensor<4x1xi64>
    %22 = call @_aten_clamp_17_7db5e0c7(%21) : (tensor<4x1xi64>) -> tensor<4x1xi64>
    %23 = call @_aten_arange_18_7fefd465() : () -> tensor<6xi64>
    %24 = stablehlo.convert %23 : (tensor<6xi64>) -> tensor<6xi32>
    %25 = stablehlo.convert %24 : (tensor<6xi32>) -> tensor<6xf32>
    %cst_6 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %26 = call @jax_lowering_19_202453b9(%25, %cst_6) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_7 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %27 = call @jax_lowering_20_7babb1fe(%26, %cst_7) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_8 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %28 = call @jax_lowering_21_2852f53b(%27, %cst_8) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %29 = call @_aten_clamp_22_2f4c4498(%28) : (tensor<6xf32>) -> tensor<6xf32>
    %30 = call @_aten_unsafe_view_23_0c6d1dbd(%29) : (tensor<6xf32>) -> tensor<6xf32>
    %31 = stablehlo.convert %30 : (tensor<6xf32>) -> tensor<6xi64>
    %c_9 = stablehlo.constant dense<1> : tensor<i32>
    %32 = call @jax_lowering_24_aa39a0f3(%31, %c_9) : (tensor<6xi64>, tensor<i32>) -> tensor<6xi64>
    %33 = call @_aten_clamp_25_e33fb8bf(%32) : (tensor<6xi64>) -> tensor<6xi64>
    %34 = call @_aten_index_26_ecbe3b01(%11, %20, %31) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %35 = call @_aten_index_26_ecbe3b01(%11, %20, %33) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %36 = call @_aten_index_26_ecbe3b01(%11, %22, %31) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %37 = call @_aten_index_26_ecbe3b01(%11, %22, %33) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %38 = call @jax_lowering_27_28aa04d7(%30, %31) : (tensor<6xf32>, tensor<6xi64>) -> tensor<6xf32>
    %39 = call @_aten_clamp_28_a72d494c(%38) : (tensor<6xf32>) -> tensor<6xf32>
    %40 = call @jax_lowering_29_b8ace3dd(%35, %34) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %41 = call @jax_lowering_30_6d64f116(%40, %39) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %42 = call @jax_lowering_31_b66b950f(%34, %41) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %43 = call @jax_lowering_29_b8ace3dd(%37, %36) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %44 = call @jax_lowering_30_6d64f116(%43, %39) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %45 = call @jax_lowering_31_b66b950f(%36, %44) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %46 = call @jax_lowering_32_3adac945(%19, %20) : (tensor<4x1xf32>, tensor<4x1xi64>) -> tensor<4x1xf32>
    %47 = call @_aten_clamp_33_9159064a(%46) : (tensor<4x1xf32>) -> tensor<4x1xf32>
    %48 = call @jax_lowering_29_b8ace3dd(%45, %42) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %49 = call @jax_lowering_34_41cdf83e(%48, %47) : (tensor<1x3x4x6xf32>, tensor<4x1xf32>) -> tensor<1x3x4x6xf32>
    %50 = call @jax_lowering_31_b66b950f(%42, %49) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %51 = stablehlo.custom_call @mark_tensor(%50) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \22234eda183f79482a823a9e734d51ff7d\22, \22is_input\22: false, \22attr\22: {\22size\22: [4, 6], \22align_corners\22: false, \22is_nchw_op\22: true}}"} : (tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %52 = call @permute_35_0525a273(%51) : (tensor<1x3x4x6xf32>) -> tensor<1x4x6x3xf32>
    %53 = call @_aten_clone_36_3b749fa6(%52) : (tensor<1x4x6x3xf32>) -> tensor<1x4x6x3xf32>
    %54 = call @permute_37_4a0455b3(%53) : (tensor<1x4x6x3xf32>) -> tensor<1x3x4x6xf32>
    %55 = call @_aten_clone_38_13b781e5(%54) : (tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %56 = stablehlo.convolution(%55, %cst_1) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x3x4x6xf32>, tensor<2x3x3x3xf32>) -> tensor<1x2x4x6xf32>
    %57 = call @permute_0_48c8edd4(%56) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %58 = call @_aten_clone_1_1917d0c3(%57) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %59 = call @jax_lowering_39_7f5aecd9(%58, %cst_2) : (tensor<1x4x6x2xf32>, tensor<2xf32>) -> tensor<1x4x6x2xf32>
    %60 = call @permute_0_48c8edd4(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %61 = call @_aten_clone_1_1917d0c3(%60) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %62 = call @jax_lowering_40_55150d29(%59, %61) : (tensor<1x4x6x2xf32>, tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %63 = call @permute_2_dd4bfa47(%62) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %64 = call @_aten_clone_3_43a6b11d(%63) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    return %64 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_40_55150d29(%arg0: tensor<1x4x6x2xf32>, %arg1: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
  func.func private @jax_lowering_39_7f5aecd9(%arg0: tensor<1x4x6x2xf32>, %arg1: tensor<2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<2xf32>) -> tensor<1x1x1x2xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<1x4x6x2xf32>
    return %2 : tensor<1x4x6x2xf32>
  }
  func.func private @_aten_clone_38_13b781e5(%arg0: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x3x4x6xf32>
  }
  func.func private @permute_37_4a0455b3(%arg0: tensor<1x4x6x3xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x3xf32>) -> tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clone_36_3b749fa6(%arg0: tensor<1x4x6x3xf32>) -> (tensor<1x4x6x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x3xf32>
  }
  func.func private @permute_35_0525a273(%arg0: tensor<1x3x4x6xf32>) -> (tensor<1x4x6x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x3x4x6xf32>) -> tensor<1x4x6x3xf32>
    return %0 : tensor<1x4x6x3xf32>
  }
  func.func private @jax_lowering_34_41cdf83e(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<4x1xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<4x1xf32>) -> tensor<1x1x4x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x4x1xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_33_9159064a(%arg0: tensor<4x1xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4x1xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4x1xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<4x1xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<4x1xf32>
    return %5 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_32_3adac945(%arg0: tensor<4x1xf32>, %arg1: tensor<4x1xi64>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<4x1xi64>) -> tensor<4x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4x1xf32>
    return %1 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_31_b66b950f(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_30_6d64f116(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_29_b8ace3dd(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_28_a72d494c(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %cst_0 = stablehlo.constant dense<1.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    %3 = stablehlo.convert %cst_0 : (tensor<f64>) -> tensor<f32>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %5 = stablehlo.minimum %4, %2 : tensor<6xf32>
    return %5 : tensor<6xf32>
  }
  func.func private @jax_lowering_27_28aa04d7(%arg0: tensor<6xf32>, %arg1: tensor<6xi64>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<6xi64>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_index_26_ecbe3b01(%arg0: tensor<1x3x2x3xf32>, %arg1: tensor<4x1xi64>, %arg2: tensor<6xi64>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<3> : tensor<i64>
    %c_0 = stablehlo.constant dense<2> : tensor<i64>
    %c_1 = stablehlo.constant dense<0> : tensor<i64>
    %0 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %1 = stablehlo.compare LT, %arg1, %0, SIGNED : (tensor<4x1xi64>, tensor<4x1xi64>) -> tensor<4x1xi1>
    %2 = stablehlo.broadcast_in_dim %c_0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %3 = stablehlo.add %arg1, %2 : tensor<4x1xi64>
    %4 = stablehlo.select %1, %3, %arg1 : tensor<4x1xi1>, tensor<4x1xi64>
    %5 = stablehlo.broadcast_in_dim %c_1, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %6 = stablehlo.compare LT, %arg2, %5, SIGNED : (tensor<6xi64>, tensor<6xi64>) -> tensor<6xi1>
    %7 = stablehlo.broadcast_in_dim %c, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %8 = stablehlo.add %arg2, %7 : tensor<6xi64>
    %9 = stablehlo.select %6, %8, %arg2 : tensor<6xi1>, tensor<6xi64>
    %10 = stablehlo.broadcast_in_dim %4, dims = [0, 1] : (tensor<4x1xi64>) -> tensor<4x6xi64>
    %11 = stablehlo.broadcast_in_dim %9, dims = [1] : (tensor<6xi64>) -> tensor<4x6xi64>
    %12 = stablehlo.convert %10 : (tensor<4x6xi64>) -> tensor<4x6xi32>
    %13 = stablehlo.convert %11 : (tensor<4x6xi64>) -> tensor<4x6xi32>
    %14 = stablehlo.broadcast_in_dim %12, dims = [0, 1] : (tensor<4x6xi32>) -> tensor<4x6x1xi32>
    %15 = stablehlo.broadcast_in_dim %13, dims = [0, 1] : (tensor<4x6xi32>) -> tensor<4x6x1xi32>
    %16 = stablehlo.concatenate %14, %15, dim = 2 : (tensor<4x6x1xi32>, tensor<4x6x1xi32>) -> tensor<4x6x2xi32>
    %17 = "stablehlo.gather"(%arg0, %16) <{dimension_numbers = #stablehlo.gather<offset_dims = [0, 1], collapsed_slice_dims = [2, 3], start_index_map = [2, 3], index_vector_dim = 2>, slice_sizes = array<i64: 1, 3, 1, 1>}> : (tensor<1x3x2x3xf32>, tensor<4x6x2xi32>) -> tensor<1x3x4x6xf32>
    return %17 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_25_e33fb8bf(%arg0: tensor<6xi64>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<2> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @jax_lowering_24_aa39a0f3(%arg0: tensor<6xi64>, %arg1: tensor<i32>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @_aten_unsafe_view_23_0c6d1dbd(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<6xf32>
  }
  func.func private @_aten_clamp_22_2f4c4498(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_21_2852f53b(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_20_7babb1fe(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_19_202453b9(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_18_7fefd465() -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xi64>
    return %0 : tensor<6xi64>
  }
  func.func private @_aten_clamp_17_7db5e0c7(%arg0: tensor<4x1xi64>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @jax_lowering_16_1a0968d7(%arg0: tensor<4x1xi64>, %arg1: tensor<i32>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @_aten_unsafe_view_15_c923f291(%arg0: tensor<4xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<4x1xf32>
    return %0 : tensor<4x1xf32>
  }
  func.func private @_aten_clamp_14_5a9a5737(%arg0: tensor<4xf32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4xf32>
    return %2 : tensor<4xf32>
  }
  func.func private @jax_lowering_13_5ee1b137(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_12_5578679c(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_11_5945ed93(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @_aten_arange_10_f9b8fe52() -> (tensor<4xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<4xi64>
    return %0 : tensor<4xi64>
  }
  func.func private @_aten_clone_9_8e2e89f0(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x3x2x3xf32>
  }
  func.func private @permute_8_0efeea24(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    return %0 : tensor<1x3x2x3xf32>
  }
  func.func private @_aten_relu_7_6b143979(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<1x2x3x3xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<1x2x3x3xf32>
    return %1 : tensor<1x2x3x3xf32>
  }
  func.func private @jax_lowering_6_478932e6(%arg0: tensor<1x2x3x3xf32>, %arg1: tensor<3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<3xf32>) -> tensor<1x1x1x3xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x3xf32>) -> tensor<1x2x3x3xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<1x2x3x3xf32>
    return %2 : tensor<1x2x3x3xf32>
  }
  func.func private @_aten_clone_5_efafc178(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x3x3xf32>
  }
  func.func private @permute_4_855e35ee(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x3x2x3xf32>) -> tensor<1x2x3x3xf32>
    return %0 : tensor<1x2x3x3xf32>
  }
  func.func private @_aten_clone_3_43a6b11d(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x4x6xf32>
  }
  func.func private @permute_2_dd4bfa47(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @_aten_clone_1_1917d0c3(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x2xf32>
  }
  func.func private @permute_0_48c8edd4(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
}
