namespace Chutan.Simulation.World;

/// <summary>One sector of the Hubei list 行业, as the simulation peoples it.</summary>
/// <param name="Code">As in the rulebook's lists of sectors per allocation method.</param>
/// <param name="Entities">Covered entities out of 340.</param>
/// <param name="SharePerMille">Part of all covered emissions.</param>
/// <param name="Spread">Standard deviation of the logarithm of size, in thousandths.</param>
/// <param name="Product">What the sector's activity is counted in.</param>
/// <param name="Intensity">t CO2e per unit of product.</param>
/// <param name="ControlPerMille">Sector control coefficient 行业控排系数.</param>
internal sealed record Sector(string Code, string NameZh, string NameEn, int Entities, int SharePerMille, int Spread,
    string Product, string ProductUnit, decimal Intensity, int ControlPerMille, string TradeZh, string TradeEn);

/// <summary>A city or prefecture of Hubei, by its administrative code.</summary>
internal sealed record City(string Code, string Zh, string En, int Weight);

/// <summary>The 16 sectors of the Hubei list since 2018, with their weight in the province. Counts and shares are the
/// scenario's own; only the total number of entities and the order of the cap are published.</summary>
internal static class Sectors
{
    public const string Cement = "cement";
    public const string Ceramics = "ceramics";
    public const string Heat = "heat";

    public static readonly ImmutableArray<Sector> All =
    [
        new("steel", "钢铁", "Steel", 20, 420, 900, "crude-steel", "t", 1.9m, 985, "钢铁", "Iron & Steel"),
        new(Cement, "水泥", "Cement", 55, 250, 450, "clinker", "t", 0.85m, 1000, "水泥", "Cement"),
        new("chemicals", "化工", "Chemicals", 65, 120, 800, "chemicals", "t", 2.4m, 980, "化工", "Chemicals"),
        new("petrochemicals", "石化", "Petrochemicals", 4, 50, 500, "crude-throughput", "t", 0.35m, 985, "石化",
            "Petrochemicals"),
        new("non-ferrous", "有色金属", "Non-ferrous metals", 8, 25, 600, "metal", "t", 3.1m, 980, "有色金属", "Metals"),
        new("glass-and-building-materials", "玻璃及其他建材", "Glass and building materials", 28, 25, 550, "flat-glass",
            "t", 0.72m, 985, "建材", "Building Materials"),
        new(Ceramics, "陶瓷", "Ceramics", 24, 12, 450, "ceramics", "t", 0.28m, 980, "陶瓷", "Ceramics"),
        new("paper", "造纸", "Paper", 14, 12, 600, "paper", "t", 0.62m, 985, "纸业", "Paper"),
        new(Heat, "热力生产和供应", "Heat supply", 12, 25, 600, "heat", "GJ", 0.11m, 990, "热力", "Heat"),
        new("vehicles", "汽车制造", "Vehicles", 22, 12, 700, "vehicles", "unit", 0.55m, 980, "汽车", "Automotive"),
        new("equipment", "设备制造", "Equipment", 14, 6, 600, "equipment", "t", 0.48m, 985, "装备", "Equipment"),
        new("textiles", "纺织", "Textiles", 12, 6, 500, "fabric", "t", 2.2m, 985, "纺织", "Textiles"),
        new("food-and-drink", "食品饮料", "Food and drink", 30, 16, 600, "food", "t", 0.21m, 980, "食品", "Food"),
        new("medicine", "医药", "Medicine", 16, 8, 500, "medicine", "t", 4.6m, 980, "药业", "Pharmaceuticals"),
        new("water-supply", "水的生产和供应", "Water supply", 6, 3, 400, "water", "m3", 0.0003m, 990, "水务", "Water"),
        new("others", "其他", "Others", 10, 10, 600, "output", "t", 1.1m, 980, "实业", "Industries"),
    ];

    public static readonly ImmutableArray<City> Cities =
    [
        new("420100", "武汉", "Wuhan", 24), new("420200", "黄石", "Huangshi", 11), new("420300", "十堰", "Shiyan", 5),
        new("420500", "宜昌", "Yichang", 14), new("420600", "襄阳", "Xiangyang", 10), new("420700", "鄂州", "Ezhou", 5),
        new("420800", "荆门", "Jingmen", 7), new("420900", "孝感", "Xiaogan", 6), new("421000", "荆州", "Jingzhou", 6),
        new("421100", "黄冈", "Huanggang", 4), new("421200", "咸宁", "Xianning", 4), new("421300", "随州", "Suizhou", 2),
        new("422800", "恩施", "Enshi", 1), new("429004", "仙桃", "Xiantao", 1), new("429005", "潜江", "Qianjiang", 2),
        new("429006", "天门", "Tianmen", 1),
    ];
}
