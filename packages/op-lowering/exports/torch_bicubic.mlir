module {
  func.func public @main(%arg0: tensor<1x2x4x6xf32>) -> tensor<1x2x7x11xf32> {
    %0 = call @_aten_arange_0_579b6b49() : () -> tensor<7xi64>
    %1 = stablehlo.convert %0 : (tensor<7xi64>) -> tensor<7xi32>
    %2 = stablehlo.convert %1 : (tensor<7xi32>) -> tensor<7xf32>
    %3 = call @_aten_arange_1_aca8b2cc() : () -> tensor<11xi64>
    %4 = stablehlo.convert %3 : (tensor<11xi64>) -> tensor<11xi32>
    %5 = stablehlo.convert %4 : (tensor<11xi32>) -> tensor<11xf32>
    %cst = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %6 = call @jax_lowering_2_49b29bb4(%5, %cst) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_0 = stablehlo.constant dense<0.545454562> : tensor<f32>
    %7 = call @jax_lowering_3_0438be68(%6, %cst_0) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_1 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %8 = call @jax_lowering_4_8d4ae166(%7, %cst_1) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_2 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %9 = call @jax_lowering_5_023b1843(%2, %cst_2) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %cst_3 = stablehlo.constant dense<0.571428597> : tensor<f32>
    %10 = call @jax_lowering_6_cc69d7d2(%9, %cst_3) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %cst_4 = stablehlo.constant dense<5.000000e-01> : tensor<f32>
    %11 = call @jax_lowering_7_1d948b5c(%10, %cst_4) : (tensor<7xf32>, tensor<f32>) -> tensor<7xf32>
    %12 = call @_aten_unsqueeze_8_440f118d(%11) : (tensor<7xf32>) -> tensor<7x1xf32>
    %13 = stablehlo.floor %8 : tensor<11xf32>
    %14 = stablehlo.floor %12 : tensor<7x1xf32>
    %15 = call @jax_lowering_9_069b6862(%12, %14) : (tensor<7x1xf32>, tensor<7x1xf32>) -> tensor<7x1xf32>
    %16 = call @_aten_clamp_10_623a0741(%15) : (tensor<7x1xf32>) -> tensor<7x1xf32>
    %17 = call @jax_lowering_11_e53feeba(%8, %13) : (tensor<11xf32>, tensor<11xf32>) -> tensor<11xf32>
    %18 = call @_aten_clamp_12_d8899711(%17) : (tensor<11xf32>) -> tensor<11xf32>
    %19 = stablehlo.convert %13 : (tensor<11xf32>) -> tensor<11xi64>
    %20 = stablehlo.convert %14 : (tensor<7x1xf32>) -> tensor<7x1xi64>
    %c = stablehlo.constant dense<1> : tensor<i32>
    %21 = call @jax_lowering_13_849a5659(%20, %c) : (tensor<7x1xi64>, tensor<i32>) -> tensor<7x1xi64>
    %c_5 = stablehlo.constant dense<1> : tensor<i32>
    %22 = call @jax_lowering_14_b52269e8(%20, %c_5) : (tensor<7x1xi64>, tensor<i32>) -> tensor<7x1xi64>
    %c_6 = stablehlo.constant dense<2> : tensor<i32>
    %23 = call @jax_lowering_14_b52269e8(%20, %c_6) : (tensor<7x1xi64>, tensor<i32>) -> tensor<7x1xi64>
    %c_7 = stablehlo.constant dense<1> : tensor<i32>
    %24 = call @jax_lowering_15_3bb739bd(%19, %c_7) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %c_8 = stablehlo.constant dense<1> : tensor<i32>
    %25 = call @jax_lowering_16_ffe9743d(%19, %c_8) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %c_9 = stablehlo.constant dense<2> : tensor<i32>
    %26 = call @jax_lowering_16_ffe9743d(%19, %c_9) : (tensor<11xi64>, tensor<i32>) -> tensor<11xi64>
    %cst_10 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %27 = call @jax_lowering_17_c64e5e2e(%cst_10, %18) : (tensor<f32>, tensor<11xf32>) -> tensor<11xf32>
    %28 = stablehlo.concatenate %18, %27, dim = 0 : (tensor<11xf32>, tensor<11xf32>) -> tensor<22xf32>
    %29 = call @_aten_unsafe_view_18_c509260e(%28) : (tensor<22xf32>) -> tensor<2x11xf32>
    %cst_11 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %30 = call @jax_lowering_2_49b29bb4(%18, %cst_11) : (tensor<11xf32>, tensor<f32>) -> tensor<11xf32>
    %cst_12 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %31 = call @jax_lowering_17_c64e5e2e(%cst_12, %18) : (tensor<f32>, tensor<11xf32>) -> tensor<11xf32>
    %32 = stablehlo.concatenate %30, %31, dim = 0 : (tensor<11xf32>, tensor<11xf32>) -> tensor<22xf32>
    %33 = call @_aten_unsafe_view_18_c509260e(%32) : (tensor<22xf32>) -> tensor<2x11xf32>
    %cst_13 = stablehlo.constant dense<-7.500000e-01> : tensor<f32>
    %34 = call @jax_lowering_19_6563c8bf(%33, %cst_13) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %cst_14 = stablehlo.constant dense<-3.750000e+00> : tensor<f32>
    %35 = call @jax_lowering_20_a24689b0(%34, %cst_14) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %36 = call @jax_lowering_21_916fc4f7(%35, %33) : (tensor<2x11xf32>, tensor<2x11xf32>) -> tensor<2x11xf32>
    %cst_15 = stablehlo.constant dense<-6.000000e+00> : tensor<f32>
    %37 = call @jax_lowering_22_9a8babeb(%36, %cst_15) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %38 = call @jax_lowering_21_916fc4f7(%37, %33) : (tensor<2x11xf32>, tensor<2x11xf32>) -> tensor<2x11xf32>
    %cst_16 = stablehlo.constant dense<-3.000000e+00> : tensor<f32>
    %39 = call @jax_lowering_20_a24689b0(%38, %cst_16) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %cst_17 = stablehlo.constant dense<1.250000e+00> : tensor<f32>
    %40 = call @jax_lowering_19_6563c8bf(%29, %cst_17) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %cst_18 = stablehlo.constant dense<2.250000e+00> : tensor<f32>
    %41 = call @jax_lowering_20_a24689b0(%40, %cst_18) : (tensor<2x11xf32>, tensor<f32>) -> tensor<2x11xf32>
    %42 = call @jax_lowering_21_916fc4f7(%41, %29) : (tensor<2x11xf32>, tensor<2x11xf32>) -> tensor<2x11xf32>
    %43 = call @jax_lowering_21_916fc4f7(%42, %29) : (tensor<2x11xf32>, tensor<2x11xf32>) -> tensor<2x11xf32>
    %c_19 = stablehlo.constant dense<1> : tensor<i32>
    %44 = call @jax_lowering_23_3223e842(%43, %c_19) : (tensor<2x11xf32>, tensor<i32>) -> tensor<2x11xf32>
    %45 = call @_aten_slice_24_28e59f82(%39) : (tensor<2x11xf32>) -> tensor<1x11xf32>
    %46 = call @_aten_slice_25_0c1bd7fd(%39) : (tensor<2x11xf32>) -> tensor<1x11xf32>
    %47 = call @_aten_squeeze_dim_26_2b221f0d(%45) : (tensor<1x11xf32>) -> tensor<11xf32>
    %48 = call @_aten_squeeze_dim_26_2b221f0d(%46) : (tensor<1x11xf32>) -> tensor<11xf32>
    %49 = call @_aten_slice_24_28e59f82(%44) : (tensor<2x11xf32>) -> tensor<1x11xf32>
    %50 = call @_aten_slice_25_0c1bd7fd(%44) : (tensor<2x11xf32>) -> tensor<1x11xf32>
    %51 = call @_aten_squeeze_dim_26_2b221f0d(%49) : (tensor<1x11xf32>) -> tensor<11xf32>
    %52 = call @_aten_squeeze_dim_26_2b221f0d(%50) : (tensor<1x11xf32>) -> tensor<11xf32>
    %cst_20 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %53 = call @jax_lowering_27_2e4ec3d1(%cst_20, %16) : (tensor<f32>, tensor<7x1xf32>) -> tensor<7x1xf32>
    %54 = stablehlo.concatenate %16, %53, dim = 0 : (tensor<7x1xf32>, tensor<7x1xf32>) -> tensor<14x1xf32>
    %55 = call @_aten_unsafe_view_28_49800d0b(%54) : (tensor<14x1xf32>) -> tensor<2x7x1xf32>
    %cst_21 = stablehlo.constant dense<1.000000e+00> : tensor<f32>
    %56 = call @jax_lowering_29_2cc3d2f9(%16, %cst_21) : (tensor<7x1xf32>, tensor<f32>) -> tensor<7x1xf32>
    %cst_22 = stablehlo.constant dense<2.000000e+00> : tensor<f32>
    %57 = call @jax_lowering_27_2e4ec3d1(%cst_22, %16) : (tensor<f32>, tensor<7x1xf32>) -> tensor<7x1xf32>
    %58 = stablehlo.concatenate %56, %57, dim = 0 : (tensor<7x1xf32>, tensor<7x1xf32>) -> tensor<14x1xf32>
    %59 = call @_aten_unsafe_view_28_49800d0b(%58) : (tensor<14x1xf32>) -> tensor<2x7x1xf32>
    %cst_23 = stablehlo.constant dense<-7.500000e-01> : tensor<f32>
    %60 = call @jax_lowering_30_0a744ab2(%59, %cst_23) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %cst_24 = stablehlo.constant dense<-3.750000e+00> : tensor<f32>
    %61 = call @jax_lowering_31_8120bb6b(%60, %cst_24) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %62 = call @jax_lowering_32_419ed234(%61, %59) : (tensor<2x7x1xf32>, tensor<2x7x1xf32>) -> tensor<2x7x1xf32>
    %cst_25 = stablehlo.constant dense<-6.000000e+00> : tensor<f32>
    %63 = call @jax_lowering_33_e1d347d9(%62, %cst_25) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %64 = call @jax_lowering_32_419ed234(%63, %59) : (tensor<2x7x1xf32>, tensor<2x7x1xf32>) -> tensor<2x7x1xf32>
    %cst_26 = stablehlo.constant dense<-3.000000e+00> : tensor<f32>
    %65 = call @jax_lowering_31_8120bb6b(%64, %cst_26) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %cst_27 = stablehlo.constant dense<1.250000e+00> : tensor<f32>
    %66 = call @jax_lowering_30_0a744ab2(%55, %cst_27) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %cst_28 = stablehlo.constant dense<2.250000e+00> : tensor<f32>
    %67 = call @jax_lowering_31_8120bb6b(%66, %cst_28) : (tensor<2x7x1xf32>, tensor<f32>) -> tensor<2x7x1xf32>
    %68 = call @jax_lowering_32_419ed234(%67, %55) : (tensor<2x7x1xf32>, tensor<2x7x1xf32>) -> tensor<2x7x1xf32>
    %69 = call @jax_lowering_32_419ed234(%68, %55) : (tensor<2x7x1xf32>, tensor<2x7x1xf32>) -> tensor<2x7x1xf32>
    %c_29 = stablehlo.constant dense<1> : tensor<i32>
    %70 = call @jax_lowering_34_89dda09c(%69, %c_29) : (tensor<2x7x1xf32>, tensor<i32>) -> tensor<2x7x1xf32>
    %71 = call @_aten_slice_35_739bffec(%65) : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    %72 = call @_aten_slice_36_5dd60911(%65) : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    %73 = call @_aten_squeeze_dim_37_75d3b3e0(%71) : (tensor<1x7x1xf32>) -> tensor<7x1xf32>
    %74 = call @_aten_squeeze_dim_37_75d3b3e0(%72) : (tensor<1x7x1xf32>) -> tensor<7x1xf32>
    %75 = call @_aten_slice_35_739bffec(%70) : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    %76 = call @_aten_slice_36_5dd60911(%70) : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    %77 = call @_aten_squeeze_dim_37_75d3b3e0(%75) : (tensor<1x7x1xf32>) -> tensor<7x1xf32>
    %78 = call @_aten_squeeze_dim_37_75d3b3e0(%76) : (tensor<1x7x1xf32>) -> tensor<7x1xf32>
    %79 = call @_aten_clamp_38_07855a87(%21) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %80 = call @_aten_clamp_39_b3f28881(%24) : (tensor<11xi64>) -> tensor<11xi64>
    %81 = call @_aten_index_40_5eece041(%arg0, %79, %80) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %82 = call @_aten_clamp_38_07855a87(%21) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %83 = call @_aten_clamp_39_b3f28881(%19) : (tensor<11xi64>) -> tensor<11xi64>
    %84 = call @_aten_index_40_5eece041(%arg0, %82, %83) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %85 = call @_aten_clamp_38_07855a87(%21) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %86 = call @_aten_clamp_39_b3f28881(%25) : (tensor<11xi64>) -> tensor<11xi64>
    %87 = call @_aten_index_40_5eece041(%arg0, %85, %86) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %88 = call @_aten_clamp_38_07855a87(%21) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %89 = call @_aten_clamp_39_b3f28881(%26) : (tensor<11xi64>) -> tensor<11xi64>
    %90 = call @_aten_index_40_5eece041(%arg0, %88, %89) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %91 = call @jax_lowering_41_cbe1e1ed(%81, %47) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %92 = call @jax_lowering_41_cbe1e1ed(%84, %51) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %93 = call @jax_lowering_42_5f2fbeba(%91, %92) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %94 = call @jax_lowering_41_cbe1e1ed(%87, %52) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %95 = call @jax_lowering_42_5f2fbeba(%93, %94) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %96 = call @jax_lowering_41_cbe1e1ed(%90, %48) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %97 = call @jax_lowering_42_5f2fbeba(%95, %96) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %98 = call @_aten_clamp_38_07855a87(%20) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %99 = call @_aten_clamp_39_b3f28881(%24) : (tensor<11xi64>) -> tensor<11xi64>
    %100 = call @_aten_index_40_5eece041(%arg0, %98, %99) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %101 = call @_aten_clamp_38_07855a87(%20) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %102 = call @_aten_clamp_39_b3f28881(%19) : (tensor<11xi64>) -> tensor<11xi64>
    %103 = call @_aten_index_40_5eece041(%arg0, %101, %102) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %104 = call @_aten_clamp_38_07855a87(%20) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %105 = call @_aten_clamp_39_b3f28881(%25) : (tensor<11xi64>) -> tensor<11xi64>
    %106 = call @_aten_index_40_5eece041(%arg0, %104, %105) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %107 = call @_aten_clamp_38_07855a87(%20) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %108 = call @_aten_clamp_39_b3f28881(%26) : (tensor<11xi64>) -> tensor<11xi64>
    %109 = call @_aten_index_40_5eece041(%arg0, %107, %108) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %110 = call @jax_lowering_41_cbe1e1ed(%100, %47) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %111 = call @jax_lowering_41_cbe1e1ed(%103, %51) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %112 = call @jax_lowering_42_5f2fbeba(%110, %111) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %113 = call @jax_lowering_41_cbe1e1ed(%106, %52) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %114 = call @jax_lowering_42_5f2fbeba(%112, %113) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %115 = call @jax_lowering_41_cbe1e1ed(%109, %48) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %116 = call @jax_lowering_42_5f2fbeba(%114, %115) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %117 = call @_aten_clamp_38_07855a87(%22) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %118 = call @_aten_clamp_39_b3f28881(%24) : (tensor<11xi64>) -> tensor<11xi64>
    %119 = call @_aten_index_40_5eece041(%arg0, %117, %118) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %120 = call @_aten_clamp_38_07855a87(%22) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %121 = call @_aten_clamp_39_b3f28881(%19) : (tensor<11xi64>) -> tensor<11xi64>
    %122 = call @_aten_index_40_5eece041(%arg0, %120, %121) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %123 = call @_aten_clamp_38_07855a87(%22) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %124 = call @_aten_clamp_39_b3f28881(%25) : (tensor<11xi64>) -> tensor<11xi64>
    %125 = call @_aten_index_40_5eece041(%arg0, %123, %124) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %126 = call @_aten_clamp_38_07855a87(%22) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %127 = call @_aten_clamp_39_b3f28881(%26) : (tensor<11xi64>) -> tensor<11xi64>
    %128 = call @_aten_index_40_5eece041(%arg0, %126, %127) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %129 = call @jax_lowering_41_cbe1e1ed(%119, %47) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %130 = call @jax_lowering_41_cbe1e1ed(%122, %51) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %131 = call @jax_lowering_42_5f2fbeba(%129, %130) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %132 = call @jax_lowering_41_cbe1e1ed(%125, %52) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %133 = call @jax_lowering_42_5f2fbeba(%131, %132) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %134 = call @jax_lowering_41_cbe1e1ed(%128, %48) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %135 = call @jax_lowering_42_5f2fbeba(%133, %134) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %136 = call @_aten_clamp_38_07855a87(%23) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %137 = call @_aten_clamp_39_b3f28881(%24) : (tensor<11xi64>) -> tensor<11xi64>
    %138 = call @_aten_index_40_5eece041(%arg0, %136, %137) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %139 = call @_aten_clamp_38_07855a87(%23) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %140 = call @_aten_clamp_39_b3f28881(%19) : (tensor<11xi64>) -> tensor<11xi64>
    %141 = call @_aten_index_40_5eece041(%arg0, %139, %140) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %142 = call @_aten_clamp_38_07855a87(%23) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %143 = call @_aten_clamp_39_b3f28881(%25) : (tensor<11xi64>) -> tensor<11xi64>
    %144 = call @_aten_index_40_5eece041(%arg0, %142, %143) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %145 = call @_aten_clamp_38_07855a87(%23) : (tensor<7x1xi64>) -> tensor<7x1xi64>
    %146 = call @_aten_clamp_39_b3f28881(%26) : (tensor<11xi64>) -> tensor<11xi64>
    %147 = call @_aten_index_40_5eece041(%arg0, %145, %146) : (tensor<1x2x4x6xf32>, tensor<7x1xi64>, tensor<11xi64>) -> tensor<1x2x7x11xf32>
    %148 = call @jax_lowering_41_cbe1e1ed(%138, %47) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %149 = call @jax_lowering_41_cbe1e1ed(%141, %51) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %150 = call @jax_lowering_42_5f2fbeba(%148, %149) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %151 = call @jax_lowering_41_cbe1e1ed(%144, %52) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %152 = call @jax_lowering_42_5f2fbeba(%150, %151) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %153 = call @jax_lowering_41_cbe1e1ed(%147, %48) : (tensor<1x2x7x11xf32>, tensor<11xf32>) -> tensor<1x2x7x11xf32>
    %154 = call @jax_lowering_42_5f2fbeba(%152, %153) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %155 = call @jax_lowering_43_e50d3fb9(%97, %73) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %156 = call @jax_lowering_43_e50d3fb9(%116, %77) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %157 = call @jax_lowering_42_5f2fbeba(%155, %156) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %158 = call @jax_lowering_43_e50d3fb9(%135, %78) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %159 = call @jax_lowering_42_5f2fbeba(%157, %158) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    %160 = call @jax_lowering_43_e50d3fb9(%154, %74) : (tensor<1x2x7x11xf32>, tensor<7x1xf32>) -> tensor<1x2x7x11xf32>
    %161 = call @jax_lowering_42_5f2fbeba(%159, %160) : (tensor<1x2x7x11xf32>, tensor<1x2x7x11xf32>) -> tensor<1x2x7x11xf32>
    return %161 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_43_e50d3fb9(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<7x1xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [2, 3] : (tensor<7x1xf32>) -> tensor<1x1x7x1xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x7x1xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_42_5f2fbeba(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<1x2x7x11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.add %arg0, %arg1 : tensor<1x2x7x11xf32>
    return %0 : tensor<1x2x7x11xf32>
  }
  func.func private @jax_lowering_41_cbe1e1ed(%arg0: tensor<1x2x7x11xf32>, %arg1: tensor<11xf32>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [3] : (tensor<11xf32>) -> tensor<1x1x1x11xf32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [0, 1, 2, 3] : (tensor<1x1x1x11xf32>) -> tensor<1x2x7x11xf32>
    %2 = stablehlo.multiply %arg0, %1 : tensor<1x2x7x11xf32>
    return %2 : tensor<1x2x7x11xf32>
  }
  func.func private @_aten_index_40_5eece041(%arg0: tensor<1x2x4x6xf32>, %arg1: tensor<7x1xi64>, %arg2: tensor<11xi64>) -> (tensor<1x2x7x11xf32> {jax.result_info = "result"}) {
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
  func.func private @_aten_clamp_39_b3f28881(%arg0: tensor<11xi64>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<0> : tensor<i64>
    %c_0 = stablehlo.constant dense<5> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.maximum %1, %arg0 : tensor<11xi64>
    %3 = stablehlo.convert %c_0 : tensor<i64>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %5 = stablehlo.minimum %4, %2 : tensor<11xi64>
    return %5 : tensor<11xi64>
  }
  func.func private @_aten_clamp_38_07855a87(%arg0: tensor<7x1xi64>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %c = stablehlo.constant dense<0> : tensor<i64>
    %c_0 = stablehlo.constant dense<3> : tensor<i64>
    %0 = stablehlo.convert %c : tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.maximum %1, %arg0 : tensor<7x1xi64>
    %3 = stablehlo.convert %c_0 : tensor<i64>
    %4 = stablehlo.broadcast_in_dim %3, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %5 = stablehlo.minimum %4, %2 : tensor<7x1xi64>
    return %5 : tensor<7x1xi64>
  }
  func.func private @_aten_squeeze_dim_37_75d3b3e0(%arg0: tensor<1x7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<1x7x1xf32>) -> tensor<7x1xf32>
    return %0 : tensor<7x1xf32>
  }
  func.func private @_aten_slice_36_5dd60911(%arg0: tensor<2x7x1xf32>) -> (tensor<1x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.slice %arg0 [1:2, 0:7, 0:1] : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    return %0 : tensor<1x7x1xf32>
  }
  func.func private @_aten_slice_35_739bffec(%arg0: tensor<2x7x1xf32>) -> (tensor<1x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.slice %arg0 [0:1, 0:7, 0:1] : (tensor<2x7x1xf32>) -> tensor<1x7x1xf32>
    return %0 : tensor<1x7x1xf32>
  }
  func.func private @jax_lowering_34_89dda09c(%arg0: tensor<2x7x1xf32>, %arg1: tensor<i32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x7x1xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<2x7x1xf32>
    return %2 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_33_e1d347d9(%arg0: tensor<2x7x1xf32>, %arg1: tensor<f32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x7x1xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<2x7x1xf32>
    return %1 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_32_419ed234(%arg0: tensor<2x7x1xf32>, %arg1: tensor<2x7x1xf32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.multiply %arg0, %arg1 : tensor<2x7x1xf32>
    return %0 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_31_8120bb6b(%arg0: tensor<2x7x1xf32>, %arg1: tensor<f32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x7x1xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<2x7x1xf32>
    return %1 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_30_0a744ab2(%arg0: tensor<2x7x1xf32>, %arg1: tensor<f32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x7x1xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<2x7x1xf32>
    return %1 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_29_2cc3d2f9(%arg0: tensor<7x1xf32>, %arg1: tensor<f32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<7x1xf32>
    return %1 : tensor<7x1xf32>
  }
  func.func private @_aten_unsafe_view_28_49800d0b(%arg0: tensor<14x1xf32>) -> (tensor<2x7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<14x1xf32>) -> tensor<2x7x1xf32>
    return %0 : tensor<2x7x1xf32>
  }
  func.func private @jax_lowering_27_2e4ec3d1(%arg0: tensor<f32>, %arg1: tensor<7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<f32>) -> tensor<7x1xf32>
    %1 = stablehlo.subtract %0, %arg1 : tensor<7x1xf32>
    return %1 : tensor<7x1xf32>
  }
  func.func private @_aten_squeeze_dim_26_2b221f0d(%arg0: tensor<1x11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<1x11xf32>) -> tensor<11xf32>
    return %0 : tensor<11xf32>
  }
  func.func private @_aten_slice_25_0c1bd7fd(%arg0: tensor<2x11xf32>) -> (tensor<1x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.slice %arg0 [1:2, 0:11] : (tensor<2x11xf32>) -> tensor<1x11xf32>
    return %0 : tensor<1x11xf32>
  }
  func.func private @_aten_slice_24_28e59f82(%arg0: tensor<2x11xf32>) -> (tensor<1x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.slice %arg0 [0:1, 0:11] : (tensor<2x11xf32>) -> tensor<1x11xf32>
    return %0 : tensor<1x11xf32>
  }
  func.func private @jax_lowering_23_3223e842(%arg0: tensor<2x11xf32>, %arg1: tensor<i32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<f32>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<f32>) -> tensor<2x11xf32>
    %2 = stablehlo.add %arg0, %1 : tensor<2x11xf32>
    return %2 : tensor<2x11xf32>
  }
  func.func private @jax_lowering_22_9a8babeb(%arg0: tensor<2x11xf32>, %arg1: tensor<f32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<2x11xf32>
    return %1 : tensor<2x11xf32>
  }
  func.func private @jax_lowering_21_916fc4f7(%arg0: tensor<2x11xf32>, %arg1: tensor<2x11xf32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.multiply %arg0, %arg1 : tensor<2x11xf32>
    return %0 : tensor<2x11xf32>
  }
  func.func private @jax_lowering_20_a24689b0(%arg0: tensor<2x11xf32>, %arg1: tensor<f32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<2x11xf32>
    return %1 : tensor<2x11xf32>
  }
  func.func private @jax_lowering_19_6563c8bf(%arg0: tensor<2x11xf32>, %arg1: tensor<f32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<2x11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<2x11xf32>
    return %1 : tensor<2x11xf32>
  }
  func.func private @_aten_unsafe_view_18_c509260e(%arg0: tensor<22xf32>) -> (tensor<2x11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.reshape %arg0 : (tensor<22xf32>) -> tensor<2x11xf32>
    return %0 : tensor<2x11xf32>
  }
  func.func private @jax_lowering_17_c64e5e2e(%arg0: tensor<f32>, %arg1: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.subtract %0, %arg1 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_16_ffe9743d(%arg0: tensor<11xi64>, %arg1: tensor<i32>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @jax_lowering_15_3bb739bd(%arg0: tensor<11xi64>, %arg1: tensor<i32>) -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<11xi64>
    %2 = stablehlo.subtract %arg0, %1 : tensor<11xi64>
    return %2 : tensor<11xi64>
  }
  func.func private @jax_lowering_14_b52269e8(%arg0: tensor<7x1xi64>, %arg1: tensor<i32>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.add %arg0, %1 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @jax_lowering_13_849a5659(%arg0: tensor<7x1xi64>, %arg1: tensor<i32>) -> (tensor<7x1xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.convert %arg1 : (tensor<i32>) -> tensor<i64>
    %1 = stablehlo.broadcast_in_dim %0, dims = [] : (tensor<i64>) -> tensor<7x1xi64>
    %2 = stablehlo.subtract %arg0, %1 : tensor<7x1xi64>
    return %2 : tensor<7x1xi64>
  }
  func.func private @_aten_clamp_12_d8899711(%arg0: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_11_e53feeba(%arg0: tensor<11xf32>, %arg1: tensor<11xf32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<11xf32>
    return %0 : tensor<11xf32>
  }
  func.func private @_aten_clamp_10_623a0741(%arg0: tensor<7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
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
  func.func private @jax_lowering_9_069b6862(%arg0: tensor<7x1xf32>, %arg1: tensor<7x1xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.subtract %arg0, %arg1 : tensor<7x1xf32>
    return %0 : tensor<7x1xf32>
  }
  func.func private @_aten_unsqueeze_8_440f118d(%arg0: tensor<7xf32>) -> (tensor<7x1xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg0, dims = [0] : (tensor<7xf32>) -> tensor<7x1xf32>
    return %0 : tensor<7x1xf32>
  }
  func.func private @jax_lowering_7_1d948b5c(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @jax_lowering_6_cc69d7d2(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @jax_lowering_5_023b1843(%arg0: tensor<7xf32>, %arg1: tensor<f32>) -> (tensor<7xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<7xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<7xf32>
    return %1 : tensor<7xf32>
  }
  func.func private @jax_lowering_4_8d4ae166(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.subtract %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_3_0438be68(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.multiply %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @jax_lowering_2_49b29bb4(%arg0: tensor<11xf32>, %arg1: tensor<f32>) -> (tensor<11xf32> {jax.result_info = "result"}) {
    %0 = stablehlo.broadcast_in_dim %arg1, dims = [] : (tensor<f32>) -> tensor<11xf32>
    %1 = stablehlo.add %arg0, %0 : tensor<11xf32>
    return %1 : tensor<11xf32>
  }
  func.func private @_aten_arange_1_aca8b2cc() -> (tensor<11xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<11xi64>
    return %0 : tensor<11xi64>
  }
  func.func private @_aten_arange_0_579b6b49() -> (tensor<7xi64> {jax.result_info = "result"}) {
    %0 = stablehlo.iota dim = 0 : tensor<7xi64>
    return %0 : tensor<7xi64>
  }
}
