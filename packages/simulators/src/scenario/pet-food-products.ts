// The products behind the catalogue: flavours times sizes make the SKUs. All names are made up.

export interface Product {
  code: string
  title: string
  flavours: string[]
  sizes: { size: string; priceFen: number }[]
  /** How often one SKU of it sells: 1 is ordinary, 10 and more is hot. */
  weight: number
}

// code | title | flavours, or - | size:price in yuan | weight. The first two are the live stream's favourites.
const TABLE = `
  MT01 | 潮汐猫条 营养零食 | 金枪鱼 鸡肉 三文鱼 | 15支装:21 30支装:37 | 24
  GT01 | 潮汐主食猫罐头 | 白肉鸡汤 金枪鱼 鸡肉鸭肉 | 170g×6:69 170g×12:119 | 12
  ML01 | 无谷全价成猫粮 | 鸡肉 三文鱼 鸭肉 | 1.5kg:69 5kg:168 10kg:298 | 3
  ML02 | 幼猫奶糕粮 | 鸡肉 三文鱼 | 400g:29.9 1.5kg:79 5kg:199 | 2
  ML03 | 绝育猫低脂粮 | 鸡肉 鸭肉 | 1.5kg:85 5kg:218 | 1
  ML04 | 冻干双拼猫粮 | 鸡肉 牛肉 羊肉 | 500g:45 2kg:128 6kg:339 | 3
  GL01 | 全价成犬粮 中小型犬 | 鸡肉 牛肉 羊肉 | 1.5kg:53 5kg:149 15kg:389 | 2
  GL02 | 幼犬奶糕粮 | 羊奶 鸡肉 | 500g:32 2.5kg:99 | 1.5
  GL03 | 大型犬通用粮 | 牛肉 鸡肉 | 10kg:238 20kg:429 | 0.8
  GL04 | 老年犬关节养护粮 | 鸭肉 | 2kg:119 8kg:368 | 0.5
  GT02 | 猫餐盒 肉泥慕斯 | 鸡肉 三文鱼 鸭肉 | 85g×6:38 85g×12:68 | 4
  GT03 | 汤罐 补水零食罐 | 金枪鱼 鲣鱼 鸡胸肉 | 80g×6:34.9 80g×24:119 | 4
  GT04 | 犬用湿粮罐头 | 鸡肉 牛肉 羊肉 | 375g×6:76 375g×12:139 | 1.5
  DG01 | 冻干生骨肉 | 鸡肉 鹌鹑 牛肉 三文鱼 | 100g:43 300g:108 | 3
  DG02 | 鸡胸肉冻干粒 | - | 60g:21 200g:58 500g:128 | 5
  DG03 | 冻干蛋黄 | - | 60g:19.9 180g:49 | 2
  DG04 | 多春鱼冻干 | - | 50g:25 150g:65 | 1.5
  LS01 | 犬用肉干 | 鸡肉 鸭肉 牛肉 | 200g:29.9 500g:62 | 2
  LS02 | 洁齿骨 | 原味 薄荷 | 10支:19.9 30支:49 | 2
  LS03 | 猫草片 化毛 | - | 80g:22 160g:39 | 1.5
  LS04 | 羊奶粉 犬猫通用 | - | 200g:35 400g:62 | 1.5
  LS05 | 宠物奶酪块 | 原味 胡萝卜 | 100g:18 250g:38 | 1
  BJ01 | 化毛膏 | 三文鱼 鸡肉 | 120g:38 | 1.5
  BJ02 | 益生菌粉 | - | 5g×10:45 5g×30:101 | 1.5
  BJ03 | 深海鱼油 | - | 60粒:69 180粒:160 | 0.8
  BJ04 | 关节软骨素 | - | 120片:85 240片:149 | 0.5
  MS01 | 豆腐猫砂 | 原味 绿茶 活性炭 | 2.5kg×2:37 2.5kg×4:69 2.5kg×8:128 | 5
  MS02 | 膨润土猫砂 | 无香 柠檬 | 5kg:19.9 10kg:36 | 1.5
  MS03 | 混合猫砂 | - | 2.4kg×3:56 2.4kg×6:105 | 3
  QJ01 | 宠物湿巾 | - | 80抽:12.9 80抽×5:53 | 1
  QJ02 | 除臭喷雾 | 白茶 无香 | 300ml:29 500ml:43 | 1
  QJ03 | 尿垫 加厚 | - | S100片:39 M50片:39 L40片:45 XL20片:42 | 1.2
  QJ04 | 宠物香波 | 蓬松 柔顺 除螨 | 500ml:45 | 0.8
  WJ01 | 逗猫棒 羽毛铃铛 | - | 单支:6.9 替换头5个:9.9 套装:19.9 | 0.6
  WJ02 | 猫抓板 | - | 瓦楞纸45cm:15.9 沙发款:39 立式:76 | 2
  WJ03 | 磨牙玩具 | - | 棉绳结:9.9 橡胶球:16.9 发声骨头:19.9 | 1.2
  WJ04 | 电动老鼠 自动逗猫器 | - | 基础款:49 充电款:85 | 0.8
  WJ05 | 漏食球 | - | 小号:15 大号:25 | 0.8
  WD01 | 四季猫窝 | 灰色 米色 | S:45 M:69 L:99 | 0.6
  WD02 | 犬用沙发窝 | - | M:101 L:168 XL:239 | 0.4
  WD03 | 猫爬架 | - | 小型:128 中型:299 通天柱:569 | 0.3
  CX01 | 牵引绳 胸背套装 | 红色 蓝色 黑色 | S:35 M:39 L:45 | 0.6
  CX02 | 宠物航空箱 | - | 小号:89 中号:139 大号:219 | 0.3
  CX03 | 外出猫包 | 透明舱 帆布 | 均码:119 | 0.4
  SJ01 | 自动喂食器 | - | 3.5L:199 5L可视版:389 | 0.3
  SJ02 | 循环饮水机 | - | 2L:99 2.5L无线款:179 滤芯4枚:38 | 0.8
  SJ03 | 陶瓷食碗 | - | 单碗:25.9 斜口高脚:38 双碗:53 | 0.8
  SJ04 | 全自动猫砂盆 | - | 标准版:1299 大空间版:1899 | 0.05
`

export const PRODUCTS: readonly Product[] = TABLE.trim().split('\n').map(toProduct)

function toProduct(row: string): Product {
  const [code = '', title = '', flavours = '', sizes = '', weight = ''] = row.split('|').map((cell) => cell.trim())
  return {
    code,
    title,
    flavours: flavours === '-' ? [] : flavours.split(' '),
    sizes: sizes.split(' ').map((cell) => {
      const [size = '', yuan = ''] = cell.split(':')
      return { size, priceFen: Math.round(Number(yuan) * 100) }
    }),
    weight: Number(weight),
  }
}
