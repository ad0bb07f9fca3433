module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32> {
    %cst = arith.constant dense<[[[[0.193808123, -0.15935342, 0.0109446933], [-0.0869193896, 0.231296122, -0.223625645], [-0.225958616, 0.232257456, -0.149126455]], [[0.0451896265, -0.0203425419, -0.0496523306], [-0.0526435785, 0.14977479, 0.0112658525], [-0.229483157, -0.139149219, -0.0803509727]]], [[[0.118609242, -0.152530879, 0.222248286], [-0.0524978042, -0.0423231646, 0.184686393], [0.118465774, 0.199903876, 0.136340648]], [[-7.150120e-02, -0.15638195, -0.0175369661], [0.195076048, -0.0791063458, -0.218583196], [0.0966210588, 0.229449406, -0.0671004802]]], [[[-0.19516702, -0.21379602, 0.0590668432], [-0.017847307, -0.119026631, 0.0476429388], [0.0895100161, 0.18745847, 0.182995036]], [[-0.0352807902, -0.207834512, -2.129860e-01], [0.220072746, 0.104193419, 0.102744348], [-0.20393455, 2.182640e-01, 0.22329092]]]]> : tensor<3x2x3x3xf32>
    %cst_0 = arith.constant dense<[0.21280621, -0.198834896, -0.0889359787]> : tensor<3xf32>
    %cst_1 = arith.constant dense<[[[[-0.132360205, 0.182243615, -0.0826919526], [-0.0878639593, 0.100827083, -0.0890259444], [-0.0947859287, -0.0168338958, -0.0184982102]], [[-0.149914473, 0.160439506, -0.084893912], [0.0682649091, 0.167389944, 0.0970557481], [0.0272470582, 0.163747504, 0.0258703418]], [[-0.0890383049, 0.182057694, 0.0455491841], [-0.18776986, -0.0547889173, -0.131090745], [0.168731183, -0.0317823403, -0.175423056]]], [[[-0.0120980572, 0.120861135, 0.0499986187], [0.0608535706, 0.0178734586, 0.0717489943], [-0.0468908474, -0.0765566825, -0.179884732]], [[-0.14497976, 0.0834083557, -0.113952272], [0.0276101362, 0.061428424, 0.0136262132], [-0.12477497, 0.184045494, -0.11190962]], [[0.158290312, -0.153095633, -0.046293579], [0.104686841, -0.0786313862, 0.161666349], [-0.132435784, -0.161614105, -0.0867794305]]]]> : tensor<2x3x3x3xf32>
    %cst_2 = arith.constant dense<[0.0311096385, 0.177199543]> : tensor<2xf32>
    %0 = call @permute_0_b751b953(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %1 = call @_aten_clone_1_64a6abf9(%0) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = call @permute_2_25f7a009(%1) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %3 = call @_aten_clone_3_10b578a4(%2) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    %4 = stablehlo.convolution(%3, %cst) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [2, 2], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x2x4x6xf32>, tensor<3x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %5 = call @permute_4_3b063ddd(%4) : (tensor<1x3x2x3xf32>) -> tensor<1x2x3x3xf32>
    %6 = call @_aten_clone_5_b6e94760(%5) : (tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
    %7 = call @jax_lowering_6_6cd31c89(%6, %cst_0) : (tensor<1x2x3x3xf32>, tensor<3xf32>) -> tensor<1x2x3x3xf32>
    %8 = call @_aten_relu_7_a2836b6e(%7) : (tensor<1x2x3x3xf32>) -> tensor<1x2x3x3xf32>
    %9 = call @permute_8_c54e752d(%8) : (tensor<1x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    %10 = call @_aten_clone_9_7c664e51(%9) : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %11 = stablehlo.custom_call @mark_tensor(%10) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \22e45fdb0850be429d9b720be5328c6d6e\22, \22is_input\22: true, \22attr\22: null}"} : (tensor<1x3x2x3xf32>) -> tensor<1x3x2x3xf32>
    %12 = call @_aten_arange_10_edfb0e16() : () -> tensor<4xi64>
    %13 = stablehlo.convert %12 : (tensor<4xi64>) -> tensor<4xi32>
    %14 = stablehlo.convert %13 : (tensor<4xi32>) -> tensor<4xf32>
    %cst_3 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %15 = call @jax_lowering_11_b3db2d87(%14, %cst_3) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %16 = call @jax_lowering_12_d1c18e38(%15, %cst_4) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %cst_5 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %17 = call @jax_lowering_13_0623033e(%16, %cst_5) : (tensor<4xf32>, tensor<f32>) -> tensor<4xf32>
    %18 = call @_aten_clamp_14_f91ea74d(%17) : (tensor<4xf32>) -> tensor<4xf32>
    %19 = call @_aten_unsafe_view_15_efeda253(%18) : (tensor<4xf32>) -> tensor<4x1xf32>
    %20 = stablehlo.convert %19 : (tensor<4x1xf32>) -> tensor<4x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %21 = call @jax_lowering_16_7bd76668(%20, %c) : (tensor<4x1xi64>, tensor<i32>) -> tensor<4x1xi64>
    %22 = call @_aten_clamp_17_aaf2da82(%21) : (tensor<4x1xi64>) -> tensor<4x1xi64>
    %23 = call @_aten_arange_18_1d2d4bb2() : () -> tensor<6xi64>
    %24 = stablehlo.convert %23 : (tensor<6xi64>) -> tensor<6xi32>
    %25 = stablehlo.convert %24 : (tensor<6xi32>) -> tensor<6xf32>
    %cst_6 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %26 = call @jax_lowering_19_3ff82755(%25, %cst_6) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_7 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %27 = call @jax_lowering_20_90e6cd6d(%26, %cst_7) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %cst_8 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %28 = call @jax_lowering_21_bd17705b(%27, %cst_8) : (tensor<6xf32>, tensor<f32>) -> tensor<6xf32>
    %29 = call @_aten_clamp_22_a1ffa57a(%28) : (tensor<6xf32>) -> tensor<6xf32>
    %30 = call @_aten_unsafe_view_23_5a504154(%29) : (tensor<6xf32>) -> tensor<6xf32>
    %31 = stablehlo.convert %30 : (tensor<6xf32>) -> tensor<6xi64>
    %c_9 = stablehlo.constant dense<1> : tensor<i32>
    %32 = call @jax_lowering_24_3295aea7(%31, %c_9) : (tensor<6xi64>, tensor<i32>) -> tensor<6xi64>
    %33 = call @_aten_clamp_25_0f1fef4b(%32) : (tensor<6xi64>) -> tensor<6xi64>
    %34 = call @_aten_index_26_8e8fc415(%11, %20, %31) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %35 = call @_aten_index_26_8e8fc415(%11, %20, %33) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %36 = call @_aten_index_26_8e8fc415(%11, %22, %31) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %37 = call @_aten_index_26_8e8fc415(%11, %22, %33) : (tensor<1x3x2x3xf32>, tensor<4x1xi64>, tensor<6xi64>) -> tensor<1x3x4x6xf32>
    %38 = call @jax_lowering_27_a0240800(%30, %31) : (tensor<6xf32>, tensor<6xi64>) -> tensor<6xf32>
    %39 = call @_aten_clamp_28_751ad332(%38) : (tensor<6xf32>) -> tensor<6xf32>
    %40 = call @jax_lowering_29_460b53b0(%35, %34) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %41 = call @jax_lowering_30_55fb72c3(%40, %39) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %42 = call @jax_lowering_31_6ed7e737(%34, %41) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %43 = call @jax_lowering_29_460b53b0(%37, %36) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %44 = call @jax_lowering_30_55fb72c3(%43, %39) : (tensor<1x3x4x6xf32>, tensor<6xf32>) -> tensor<1x3x4x6xf32>
    %45 = call @jax_lowering_31_6ed7e737(%36, %44) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %46 = call @jax_lowering_32_7e0bce6d(%19, %20) : (tensor<4x1xf32>, tensor<4x1xi64>) -> tensor<4x1xf32>
    %47 = call @_aten_clamp_33_4ee749bd(%46) : (tensor<4x1xf32>) -> tensor<4x1xf32>
    %48 = call @jax_lowering_29_460b53b0(%45, %42) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %49 = call @jax_lowering_34_997fc75d(%48, %47) : (tensor<1x3x4x6xf32>, tensor<4x1xf32>) -> tensor<1x3x4x6xf32>
    %50 = call @jax_lowering_31_6ed7e737(%42, %49) : (tensor<1x3x4x6xf32>, tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %51 = stablehlo.custom_call @mark_tensor(%50) {backend_config = "{\22name\22: \22odml.upsample_bilinear2d\22, \22pos\22: 0, \22id\22: \22e45fdb0850be429d9b720be5328c6d6e\22, \22is_input\22: false, \22attr\22: {\22size\22: [4, 6], \22align_corners\22: false, \22is_nchw_op\22: true}}"} : (tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %52 = call @permute_35_e53e9751(%51) : (tensor<1x3x4x6xf32>) -> tensor<1x4x6x3xf32>
    %53 = call @_aten_clone_36_a4f50868(%52) : (tensor<1x4x6x3xf32>) -> tensor<1x4x6x3xf32>
    %54 = call @permute_37_b4035396(%53) : (tensor<1x4x6x3xf32>) -> tensor<1x3x4x6xf32>
    %55 = call @_aten_clone_38_c4253b03(%54) : (tensor<1x3x4x6xf32>) -> tensor<1x3x4x6xf32>
    %56 = stablehlo.convolution(%55, %cst_1) dim_numbers = [b, f, 0, 1]x[o, i, 0, 1]->[b, f, 0, 1], window = {stride = [1, 1], pad = [[1, 1], [1, 1]], rhs_dilate = [1, 1]} {batch_group_count = 1 : i64, feature_group_count = 1 : i64} : (tensor<1x3x4x6xf32>, tensor<2x3x3x3xf32>) -> tensor<1x2x4x6xf32>
    %57 = call @permute_0_b751b953(%56) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %58 = call @_aten_clone_1_64a6abf9(%57) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %59 = call @jax_lowering_39_b795404e(%58, %cst_2) : (tensor<1x4x6x2xf32>, tensor<2xf32>) -> tensor<1x4x6x2xf32>
    %60 = call @permute_0_b751b953(%arg0) : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    %61 = call @_aten_clone_1_64a6abf9(%60) : (tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %62 = call @jax_lowering_40_8d29051f(%59, %61) : (tensor<1x4x6x2xf32>, tensor<1x4x6x2xf32>) -> tensor<1x4x6x2xf32>
    %63 = call @permute_2_25f7a009(%62) : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    %64 = call @_aten_clone_3_10b578a4(%63) : (tensor<1x2x4x6xf32>) -> tensor<1x2x4x6xf32>
    return %64 : tensor<1x2x4x6xf32>
  }
  func.func private @jax_lowering_40_8d29051f(%arg0: tensor<1x4x6x2xf32>, %arg1: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
  func.func private @jax_lowering_39_b795404e(%arg0: tensor<1x4x6x2xf32>, %arg1: tensor<2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<2xf32>) -> tensor<1x1x1x2xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x2xf32>) -> tensor<1x4x6x2xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<1x4x6x2xf32>
    return %2 : tensor<1x4x6x2xf32>
  }
  func.func private @_aten_clone_38_c4253b03(%arg0: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x3x4x6xf32>
  }
  func.func private @permute_37_b4035396(%arg0: tensor<1x4x6x3xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x3xf32>) -> tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clone_36_a4f50868(%arg0: tensor<1x4x6x3xf32>) -> (tensor<1x4x6x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x3xf32>
  }
  func.func private @permute_35_e53e9751(%arg0: tensor<1x3x4x6xf32>) -> (tensor<1x4x6x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x3x4x6xf32>) -> tensor<1x4x6x3xf32>
    return %0 : tensor<1x4x6x3xf32>
  }
  func.func private @jax_lowering_34_997fc75d(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<4x1xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<4x1xf32>) -> tensor<1x1x4x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x4x1xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_33_4ee749bd(%arg0: tensor<4x1xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_32_7e0bce6d(%arg0: tensor<4x1xf32>, %arg1: tensor<4x1xi64>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<4x1xi64>) -> tensor<4x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4x1xf32>
    return %1 : tensor<4x1xf32>
  }
  func.func private @jax_lowering_31_6ed7e737(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_30_55fb72c3(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<6xf32>) -> tensor<1x1x1x6xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x6xf32>) -> tensor<1x3x4x6xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x3x4x6xf32>
    return %2 : tensor<1x3x4x6xf32>
  }
  func.func private @jax_lowering_29_460b53b0(%arg0: tensor<1x3x4x6xf32>, %arg1: tensor<1x3x4x6xf32>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<1x3x4x6xf32>
    return %0 : tensor<1x3x4x6xf32>
  }
  func.func private @_aten_clamp_28_751ad332(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_27_a0240800(%arg0: tensor<6xf32>, %arg1: tensor<6xi64>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<6xi64>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_index_26_8e8fc415(%arg0: tensor<1x3x2x3xf32>, %arg1: tensor<4x1xi64>, %arg2: tensor<6xi64>) -> (tensor<1x3x4x6xf32> {jax.result_info = "result"}) {
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
  func.func private @_aten_clamp_25_0f1fef4b(%arg0: tensor<6xi64>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<2> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @jax_lowering_24_3295aea7(%arg0: tensor<6xi64>, %arg1: tensor<i32>) -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<6xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<6xi64>
    return %2 : tensor<6xi64>
  }
  func.func private @_aten_unsafe_view_23_5a504154(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<6xf32>
  }
  func.func private @_aten_clamp_22_a1ffa57a(%arg0: tensor<6xf32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<6xf32>
    return %2 : tensor<6xf32>
  }
  func.func private @jax_lowering_21_bd17705b(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_20_90e6cd6d(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @jax_lowering_19_3ff82755(%arg0: tensor<6xf32>, %arg1: tensor<f32>) -> (tensor<6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<6xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<6xf32>
    return %1 : tensor<6xf32>
  }
  func.func private @_aten_arange_18_1d2d4bb2() -> (tensor<6xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<6xi64>
    return %0 : tensor<6xi64>
  }
  func.func private @_aten_clamp_17_aaf2da82(%arg0: tensor<4x1xi64>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<1> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.minimum %1, %arg0 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @jax_lowering_16_7bd76668(%arg0: tensor<4x1xi64>, %arg1: tensor<i32>) -> (tensor<4x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<4x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<4x1xi64>
    return %2 : tensor<4x1xi64>
  }
  func.func private @_aten_unsafe_view_15_efeda253(%arg0: tensor<4xf32>) -> (tensor<4x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<4xf32>) -> tensor<4x1xf32>
    return %0 : tensor<4x1xf32>
  }
  func.func private @_aten_clamp_14_f91ea74d(%arg0: tensor<4xf32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f64>
    %0 = stablehlo.convert %cst : (tensor<f64>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %2 = stablehlo.maximum %1, %arg0 : tensor<4xf32>
    return %2 : tensor<4xf32>
  }
  func.func private @jax_lowering_13_0623033e(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_12_d1c18e38(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @jax_lowering_11_b3db2d87(%arg0: tensor<4xf32>, %arg1: tensor<f32>) -> (tensor<4xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<4xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<4xf32>
    return %1 : tensor<4xf32>
  }
  func.func private @_aten_arange_10_edfb0e16() -> (tensor<4xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<4xi64>
    return %0 : tensor<4xi64>
  }
  func.func private @_aten_clone_9_7c664e51(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x3x2x3xf32>
  }
  func.func private @permute_8_c54e752d(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x3x2x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x2x3x3xf32>) -> tensor<1x3x2x3xf32>
    return %0 : tensor<1x3x2x3xf32>
  }
  func.func private @_aten_relu_7_a2836b6e(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %cst = stablehlo.constant dense<0.000000e+00> : tensor<f32>
    %0 = stablehlo.broadcast_in_dim %cst, dims = [] : (tensor<f32>) -> tensor<1x2x3x3xf32>
    %1 = stablehlo.maximum %arg0, %0 : tensor<1x2x3x3xf32>
    return %1 : tensor<1x2x3x3xf32>
  }
  func.func private @jax_lowering_6_6cd31c89(%arg0: tensor<1x2x3x3xf32>, %arg1: tensor<3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<3xf32>) -> tensor<1x1x1x3xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x3xf32>) -> tensor<1x2x3x3xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<1x2x3x3xf32>
    return %2 : tensor<1x2x3x3xf32>
  }
  func.func private @_aten_clone_5_b6e94760(%arg0: tensor<1x2x3x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x3x3xf32>
  }
  func.func private @permute_4_3b063ddd(%arg0: tensor<1x3x2x3xf32>) -> (tensor<1x2x3x3xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x3x2x3xf32>) -> tensor<1x2x3x3xf32>
    return %0 : tensor<1x2x3x3xf32>
  }
  func.func private @_aten_clone_3_10b578a4(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x2x4x6xf32>
  }
  func.func private @permute_2_25f7a009(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x2x4x6xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 3, 1, 2] : (tensor<1x4x6x2xf32>) -> tensor<1x2x4x6xf32>
    return %0 : tensor<1x2x4x6xf32>
  }
  func.func private @_aten_clone_1_64a6abf9(%arg0: tensor<1x4x6x2xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    return %arg0 : tensor<1x4x6x2xf32>
  }
  func.func private @permute_0_b751b953(%arg0: tensor<1x2x4x6xf32>) -> (tensor<1x4x6x2xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.transpose %arg0, dims = [0, 2, 3, 1] : (tensor<1x2x4x6xf32>) -> tensor<1x4x6x2xf32>
    return %0 : tensor<1x4x6x2xf32>
  }
}
