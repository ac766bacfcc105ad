// Cities and districts of the 31 provinces the demo ships to, in Taobao's spelling of the province
// (浙江省, 上海, 内蒙古自治区). A few real places each: enough to be plausible, not a gazetteer.

export interface Place {
  city: string
  district: string
}

const CITIES: Readonly<Record<string, string>> = {
  北京: '北京市:朝阳区,海淀区,丰台区,通州区,昌平区',
  天津: '天津市:南开区,河西区,滨海新区,西青区',
  上海: '上海市:浦东新区,闵行区,徐汇区,宝山区,松江区,静安区',
  重庆: '重庆市:渝北区,江北区,沙坪坝区,九龙坡区',
  河北省: '石家庄市:长安区,裕华区;保定市:竞秀区,莲池区;唐山市:路北区,丰南区',
  山西省: '太原市:小店区,迎泽区;大同市:平城区;临汾市:尧都区',
  内蒙古自治区: '呼和浩特市:赛罕区,新城区;包头市:昆都仑区;赤峰市:红山区',
  辽宁省: '沈阳市:和平区,浑南区;大连市:甘井子区,沙河口区;鞍山市:铁东区',
  吉林省: '长春市:朝阳区,南关区;吉林市:船营区;延边朝鲜族自治州:延吉市',
  黑龙江省: '哈尔滨市:南岗区,道里区;大庆市:萨尔图区;齐齐哈尔市:龙沙区',
  江苏省: '南京市:江宁区,鼓楼区;苏州市:工业园区,昆山市;无锡市:滨湖区;南通市:崇川区',
  浙江省: '杭州市:余杭区,西湖区,滨江区;宁波市:鄞州区;温州市:鹿城区;金华市:义乌市',
  安徽省: '合肥市:蜀山区,包河区;芜湖市:镜湖区;阜阳市:颍州区',
  福建省: '福州市:鼓楼区,仓山区;厦门市:思明区,湖里区;泉州市:晋江市',
  江西省: '南昌市:红谷滩区,青山湖区;赣州市:章贡区;九江市:浔阳区',
  山东省: '济南市:历下区,历城区;青岛市:市南区,黄岛区;烟台市:芝罘区;潍坊市:奎文区',
  河南省: '郑州市:金水区,二七区;洛阳市:洛龙区;南阳市:卧龙区',
  湖北省: '武汉市:洪山区,武昌区,江岸区;宜昌市:西陵区;襄阳市:樊城区',
  湖南省: '长沙市:岳麓区,雨花区;株洲市:天元区;衡阳市:蒸湘区',
  广东省: '广州市:天河区,番禺区,白云区;深圳市:南山区,宝安区,龙岗区;东莞市:南城街道;佛山市:顺德区',
  广西壮族自治区: '南宁市:青秀区,西乡塘区;柳州市:城中区;桂林市:七星区',
  海南省: '海口市:美兰区,龙华区;三亚市:吉阳区',
  四川省: '成都市:武侯区,锦江区,双流区;绵阳市:涪城区;南充市:顺庆区',
  贵州省: '贵阳市:云岩区,南明区;遵义市:汇川区',
  云南省: '昆明市:盘龙区,官渡区;大理白族自治州:大理市;曲靖市:麒麟区',
  西藏自治区: '拉萨市:城关区;日喀则市:桑珠孜区',
  陕西省: '西安市:雁塔区,未央区,长安区;咸阳市:秦都区;宝鸡市:金台区',
  甘肃省: '兰州市:城关区,七里河区;天水市:秦州区',
  青海省: '西宁市:城西区,城东区;海东市:乐都区',
  宁夏回族自治区: '银川市:兴庆区,金凤区;吴忠市:利通区',
  新疆维吾尔自治区: '乌鲁木齐市:天山区,沙依巴克区;昌吉回族自治州:昌吉市;伊犁哈萨克自治州:伊宁市',
}

const PLACES: ReadonlyMap<string, readonly Place[]> = new Map(
  Object.entries(CITIES).map(([province, text]) => [province, toPlaces(text)]),
)

export const PROVINCES: readonly string[] = [...PLACES.keys()]

/** Places of a province; a province this table lacks gets one place named after it, so no row is lost. */
export function placesOf(province: string): readonly Place[] {
  return PLACES.get(province) ?? [{ city: province, district: '' }]
}

function toPlaces(text: string): Place[] {
  return text.split(';').flatMap((part) => {
    const [city = '', districts = ''] = part.split(':')
    return districts.split(',').map((district) => ({ city, district }))
  })
}
