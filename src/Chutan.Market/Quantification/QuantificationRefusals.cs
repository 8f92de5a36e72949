namespace Chutan.Market.Quantification;

/// <summary>What can be wrong with a methodology, with the figures given to it, and with publishing it.</summary>
public static class QuantificationRefusals
{
    // A methodology as written
    public static readonly RefusalCode BadDocument = new("quantification.bad-document",
        "这不是一份方法学文件：{problem}", "This is not a methodology: {problem}");
    public static readonly RefusalCode FieldMissing = new("quantification.field-missing",
        "缺少字段 {field}。", "The field '{field}' is missing.");
    public static readonly RefusalCode FieldUnknown = new("quantification.field-unknown",
        "没有名为 {field} 的字段。", "There is no field '{field}' here.");
    public static readonly RefusalCode FieldShape = new("quantification.field-shape",
        "字段 {field} 的内容不对：应为 {expected}。", "The field '{field}' is not right: expected {expected}.");
    public static readonly RefusalCode BadNumber = new("quantification.bad-number",
        "“{text}”不是数字。", "'{text}' is not a number.");
    public static readonly RefusalCode UnknownUnit = new("quantification.unknown-unit",
        "不认识单位“{unit}”。", "The unit '{unit}' is not known.");
    public static readonly RefusalCode BadName = new("quantification.bad-name",
        "“{name}”不能作名称：应为字母开头的字母、数字与下划线。",
        "'{name}' cannot be a name: letters, digits and underscores, beginning with a letter.");
    public static readonly RefusalCode NameTaken = new("quantification.name-taken",
        "名称 {name} 已被使用。", "The name {name} is taken already.");
    public static readonly RefusalCode Syntax = new("quantification.syntax",
        "公式有误：此处是 {found}，应为 {expected}。", "The formula is wrong: found {found}, expected {expected}.");
    public static readonly RefusalCode UnknownName = new("quantification.unknown-name",
        "公式中的 {name} 没有定义，或在其后才定义。", "{name} in the formula is not defined, or only further down.");
    public static readonly RefusalCode UnknownFunction = new("quantification.unknown-function",
        "没有函数 {name}，或参数不对：应为 {expected}。",
        "There is no function {name} with these arguments: expected {expected}.");
    public static readonly RefusalCode Dimension = new("quantification.dimension",
        "量纲不符：{left} {operation} {right}。", "Dimensions differ: {left} {operation} {right}.");
    public static readonly RefusalCode ResultDimension = new("quantification.result-dimension",
        "{name} 声明的单位 {unit} 的量纲是 {declared}，公式的量纲却是 {found}。",
        "{name} is declared in {unit}, of dimension {declared}, but its formula gives {found}.");
    public static readonly RefusalCode Kind = new("quantification.kind",
        "此处应为 {expected}，却是 {found}。", "Expected {expected} here, found {found}.");
    public static readonly RefusalCode UnknownOption = new("quantification.unknown-option",
        "“{option}”不是 {name} 的选项：应为 {expected}。", "'{option}' is not an option of {name}: expected {expected}.");
    public static readonly RefusalCode UnknownSeries = new("quantification.unknown-series",
        "没有名为 {series} 的因子序列。", "There is no factor series '{series}'.");
    public static readonly RefusalCode UnknownStream = new("quantification.unknown-stream",
        "没有名为 {stream} 的排放源模板。", "There is no source-stream template '{stream}'.");
    public static readonly RefusalCode NoFixture = new("quantification.no-fixture",
        "{methodology} 没有算例。", "{methodology} has no fixture.");
    public static readonly RefusalCode FixtureFailed = new("quantification.fixture-failed",
        "算例 {fixture} 未通过：{name} 应为 {expected}，算得 {found}。",
        "The fixture {fixture} fails: {name} should be {expected} but is {found}.");

    // Figures given to a methodology
    public static readonly RefusalCode InputMissing = new("quantification.input-missing",
        "缺少 {name}（{label}，单位 {unit}）。", "{name} ({label}, in {unit}) is missing.");
    public static readonly RefusalCode InputUnknown = new("quantification.input-unknown",
        "方法学没有名为 {name} 的输入；已知：{known}。", "The methodology has no input {name}; known: {known}.");
    public static readonly RefusalCode InputTwice = new("quantification.input-twice",
        "{name} 给了两次。", "{name} is given twice.");
    public static readonly RefusalCode NotANumber = new("quantification.not-a-number",
        "{name} 应为数字（单位 {unit}），却是“{text}”。", "{name} must be a number (in {unit}), not '{text}'.");
    public static readonly RefusalCode UnitMismatch = new("quantification.unit-mismatch",
        "{name} 的单位 {given}（量纲 {found}）与要求的 {unit}（量纲 {expected}）不符。",
        "The unit {given} of {name} (dimension {found}) does not fit the required {unit} (dimension {expected}).");
    public static readonly RefusalCode OutOfBounds = new("quantification.out-of-bounds",
        "{name} 的值 {value} {unit} 超出范围 [{least}, {most}]。",
        "The value {value} {unit} of {name} lies outside [{least}, {most}].");
    public static readonly RefusalCode MonthMissing = new("quantification.month-missing",
        "{table} 缺少月份：{months}。", "{table} lacks months: {months}.");
    public static readonly RefusalCode MonthTwice = new("quantification.month-twice",
        "{table} 的 {month} 月出现了两次。", "Month {month} stands twice in {table}.");
    public static readonly RefusalCode BadMonth = new("quantification.bad-month",
        "{table} 的月份“{text}”无效：应为 {from} 至 {through}。",
        "The month '{text}' in {table} is not valid: expected {from} to {through}.");
    public static readonly RefusalCode FactorGap = new("quantification.factor-gap",
        "因子 {series} {item} 在 {region} {year} 年（来源 {source}）没有取值；已有：{known}。",
        "The factor {series} {item} has no value for {region} {year} (source {source}); there are: {known}.");
    public static readonly RefusalCode FactorAmbiguous = new("quantification.factor-ambiguous",
        "因子 {series} {item} 在 {region} {year} 年有不止一个有效取值：{values}。",
        "The factor {series} {item} has more than one active value for {region} {year}: {values}.");
    public static readonly RefusalCode FactorDisputed = new("quantification.factor-disputed",
        "因子 {series} {item} 在 {region} {year} 年的取值 {value} 存在争议，不得使用。",
        "The value {value} of the factor {series} {item} for {region} {year} is disputed and may not be used.");
    public static readonly RefusalCode FactorWrongYear = new("quantification.factor-wrong-year",
        "{name} 填报 {stated}，是 {other} 的取值；本报告年度应为 {value}（{year} 年，{source}）。",
        "{name} is stated as {stated}, the value of {other}; this report needs {value} ({year}, {source}).");
    public static readonly RefusalCode FactorDiffers = new("quantification.factor-differs",
        "{name} 填报 {stated}，方法学取 {value}（{year} 年，{source}）。",
        "{name} is stated as {stated}; the methodology takes {value} ({year}, {source}).");
    public static readonly RefusalCode DivisionByZero = new("quantification.division-by-zero",
        "{name} 的公式除以了零。", "The formula of {name} divides by zero.");
    public static readonly RefusalCode NotApplicable = new("quantification.not-applicable",
        "不符合适用条件 {id}：{condition}。", "The applicability condition {id} does not hold: {condition}.");
    public static readonly RefusalCode YearOutside = new("quantification.year-outside",
        "{methodology} 适用于 {from} 至 {through} 年度，不适用于 {year} 年度。",
        "{methodology} is for the years {from} to {through}, not for {year}.");
    public static readonly RefusalCode UnknownOverride = new("quantification.unknown-override",
        "没有可以试算的 {name}。", "There is nothing named {name} that a what-if could set.");

    public static readonly RefusalCode NotBulk = new("quantification.not-bulk",
        "{name} 不能作批量精确计算：{reason}。", "{name} cannot be calculated exactly in bulk: {reason}.");

    // Publishing and selecting
    public static readonly RefusalCode AlreadyPublished = new("quantification.already-published",
        "{methodology} {version} 已发布且内容不同（{hash}）；已发布的版本不得更改。",
        "{methodology} {version} is published with other content ({hash}); a published version never changes.");
    public static readonly RefusalCode SameContent = new("quantification.same-content",
        "{methodology} {version} 已发布，内容相同。", "{methodology} {version} is published already, with this content.");
    public static readonly RefusalCode AssumptionsNotAdopted = new("quantification.assumptions-not-adopted",
        "{methodology} 含 {count} 个没有来源的假定取值（如 {example}），发布时须说明采纳理由。",
        "{methodology} holds {count} assumed values without a source (such as {example}): publishing it needs a "
        + "reason for adopting them.");
    public static readonly RefusalCode UnknownMethodology = new("quantification.unknown-methodology",
        "没有已发布的方法学 {methodology} {version}。", "No methodology {methodology} {version} has been published.");
    public static readonly RefusalCode NoRuleSet = new("quantification.no-rule-set",
        "没有规定 {sector} 在 {year} 年度、{regime} 制度下使用哪个方法学。",
        "No rule says which methodology {sector} uses for {year} under {regime}.");
    public static readonly RefusalCode RuleSetOverlap = new("quantification.rule-set-overlap",
        "{sector} 在 {regime} 制度下 {year} 年度有两个方法学：{first} 与 {second}。",
        "{sector} has two methodologies for {year} under {regime}: {first} and {second}.");
}
