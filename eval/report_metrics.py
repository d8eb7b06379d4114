"""What the metrics are called and what they count, in both languages, and how they stand together in a report."""

from collections.abc import Mapping

from eval.metrics.catalogue import METRICS, M
from eval.report_words import Words
from eval.summary import Better

__all__ = ["GROUPS", "better_of", "method_words", "metric_meaning", "metric_title"]

GROUPS: tuple[tuple[Words, tuple[M, ...]], ...] = (
    (
        Words("Citations", "引文"),
        (M.CITATIONS_VALID, M.PASSAGE_CITED, M.ALL_GOLD_CITED, M.CITATION_RECALL, M.CITATION_PRECISION),
    ),
    (
        Words("What is said", "回答内容"),
        (
            M.FACTS_RIGHT,
            M.FACT_CORRECTNESS,
            M.NUMBERS_EXACT,
            M.NOTHING_FORBIDDEN,
            M.PREMISE_HANDLED,
            M.ANSWER_F1,
            M.LANGUAGE_RIGHT,
        ),
    ),
    (Words("Refusals", "拒答"), (M.REFUSAL_PRECISION, M.REFUSAL_RECALL, M.FALSE_REFUSAL)),
    (Words("Consistency", "一致性"), (M.PARITY, M.ANSWER_STABLE, M.CITATIONS_STABLE)),
    (Words("Retrieval", "检索"), (M.RECALL_AT_1, M.RECALL_AT_5, M.RECALL_AT_10, M.MRR, M.NDCG)),
    (
        Words("Time and memory", "耗时与内存"),
        (M.LATENCY_P50, M.LATENCY_P95, M.FIRST_TOKEN_P50, M.FIRST_TOKEN_P95, M.PEAK_MEMORY),
    ),
)
"""The metrics as a reader looks for them."""

_ANSWERABLE = "Of answerable questions, false premises not among them."
_WITH_GOLD = "Of questions with passages that answer, false premises among them."
_METRICS: Mapping[str, tuple[Words, Words]] = {
    M.CITATIONS_VALID: (
        Words("Citations hold to the character", "引文逐字属实"),
        Words(
            "Every quote stands where it says, and every number in the text has its citation. Of answers that cite.",
            "每条引文都能在所标位置逐字找到，正文中的每个编号也都有对应引文。以带引文的回答计。",
        ),
    ),
    M.PASSAGE_CITED: (
        Words("Right passage cited", "引到正确出处"),
        Words(
            f"At least one citation lies on the passage that answers. {_ANSWERABLE}",
            "至少有一条引文落在标准出处上。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.ALL_GOLD_CITED: (
        Words("Every passage cited that should be", "该引的全部引到"),
        Words(
            f"Each passage that the answer needs, or an equal one, is cited. {_ANSWERABLE}",
            "标准答案所需的每处原文（或同等出处）都引到了。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.CITATION_RECALL: (
        Words("Claims borne out by their citations (recall)", "论断有引文支撑（召回率）"),
        Words(
            "The share of claims that their citations support. Of answers given.",
            "回答中的论断，能由所附引文支撑的比例。以作出的回答计。",
        ),
    ),
    M.CITATION_PRECISION: (
        Words("Citations that count (precision)", "引文确有用处（精确率）"),
        Words(
            "The share of citations that support their claim alone or that it cannot do without. Of answers given.",
            "能单独支撑论断，或少了它论断便不成立的引文所占比例。以作出的回答计。",
        ),
    ),
    M.FACT_CORRECTNESS: (
        Words("Facts given", "事实答出率"),
        Words(
            f"The share of the facts asked for that the answer holds. {_ANSWERABLE}",
            "题目要求的事实，回答中说出的比例。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.FACTS_RIGHT: (
        Words("All facts right", "事实全对"),
        Words(
            f"No fact asked for is missing, and nothing forbidden is said. {_ANSWERABLE}",
            "要求的事实一项不缺，也没有说出不该说的话。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.NOTHING_FORBIDDEN: (
        Words("Nothing forbidden said", "没有不该说的话"),
        Words(
            "Nothing is said that must not be, such as what an order hidden in the question wants.",
            "没有说出题目禁止的内容，例如问题里夹带的指令要它说的话。",
        ),
    ),
    M.PREMISE_HANDLED: (
        Words("False premise refused or put right", "错误前提未被带偏"),
        Words(
            "No answer, or one that says what is right instead. Of questions with a false premise.",
            "拒答，或指出正确的情况。以前提有误的问题计。",
        ),
    ),
    M.ANSWER_F1: (
        Words("Overlap with the passages that answer (F1)", "与标准出处的重合度（F1）"),
        Words(
            f"Counted in words for English, in characters for Chinese. {_ANSWERABLE}",
            "英文按词计，中文按字计。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.NUMBERS_EXACT: (
        Words("Numbers and dates exact", "数字、日期无误"),
        Words(
            "Every number and date of a claim stands in what it cites. Of answers that state any.",
            "论断中的每个数字和日期都见于所引原文。以含数字或日期的回答计。",
        ),
    ),
    M.LANGUAGE_RIGHT: (
        Words("Answered in the question's language", "以提问语言作答"),
        Words("Of all questions.", "中文问则中文答，英文问则英文答。以全部问题计。"),
    ),
    M.REFUSAL_PRECISION: (
        Words("Refusals that were right (precision)", "拒答得当（精确率）"),
        Words(
            "Of the questions refused, those the documents do not answer.",
            "拒答的问题中，文件确无答案的比例。",
        ),
    ),
    M.REFUSAL_RECALL: (
        Words("Unanswerable questions refused (recall)", "无答案时拒答（召回率）"),
        Words(
            "Of the questions the documents do not answer, those refused.",
            "文件没有答案的问题中，拒答的比例。",
        ),
    ),
    M.FALSE_REFUSAL: (
        Words("Answerable questions refused", "误拒率"),
        Words(
            f"Refused though the documents say it. {_ANSWERABLE}",
            "文件有答案却拒答的比例。以文件中有答案的问题计（不含前提有误者）。",
        ),
    ),
    M.PARITY: (
        Words("Same facts from both languages", "中英文结果一致"),
        Words(
            "The Chinese and the English wording bring the same facts, right or not. Of pairs asked in both.",
            "同一问题用中文问、用英文问，得到的事实相同（无论对错）。以两种语言都问过的题对计。",
        ),
    ),
    M.ANSWER_STABLE: (
        Words("Same answer each time", "重复提问，回答不变"),
        Words("The same to the byte. Of questions asked more than once.", "逐字节相同。以重复提问的问题计。"),
    ),
    M.CITATIONS_STABLE: (
        Words("Same citations each time", "重复提问，引文不变"),
        Words(
            "The same characters are cited. Of questions asked more than once.",
            "所引字符完全相同。以重复提问的问题计。",
        ),
    ),
    **{
        metric: (
            Words(f"Recall at {k}", f"前 {k} 段召回率"),
            Words(
                f"The share of the passages that answer among the first {k} retrieved. {_WITH_GOLD}",
                f"标准出处出现在检索结果前 {k} 段中的比例。以有标准出处的问题计（含前提有误者）。",
            ),
        )
        for metric, k in ((M.RECALL_AT_1, 1), (M.RECALL_AT_5, 5), (M.RECALL_AT_10, 10))
    },
    M.MRR: (
        Words("Reciprocal rank at 10 (MRR)", "倒数排名（MRR@10）"),
        Words(
            f"1 / rank of the first passage that answers, 0 beyond rank 10. {_WITH_GOLD}",
            "首个命中段落名次的倒数，十名以外计 0。以有标准出处的问题计（含前提有误者）。",
        ),
    ),
    M.NDCG: (
        Words("nDCG at 10", "nDCG@10"),
        Words(
            f"How high up the passages that answer stand. {_WITH_GOLD}",
            "标准出处排得有多靠前。以有标准出处的问题计（含前提有误者）。",
        ),
    ),
    M.LATENCY_P50: (
        Words("Time to answer, median", "回答耗时（中位数）"),
        Words("Half of the answers came sooner.", "半数回答快于此值。"),
    ),
    M.LATENCY_P95: (
        Words("Time to answer, 95th percentile", "回答耗时（第 95 百分位）"),
        Words("19 of 20 answers came sooner.", "每二十次回答有十九次快于此值。"),
    ),
    M.FIRST_TOKEN_P50: (
        Words(
            "Time to the first words, median; a verbatim answer comes whole",
            "首字耗时（中位数；原文摘录整段送出）",
        ),
        Words("Of answers that came as a stream.", "以流式回答计。"),
    ),
    M.FIRST_TOKEN_P95: (
        Words(
            "Time to the first words, 95th percentile; a verbatim answer comes whole",
            "首字耗时（第 95 百分位；原文摘录整段送出）",
        ),
        Words("Of answers that came as a stream.", "以流式回答计。"),
    ),
    M.PEAK_MEMORY: (
        Words("Peak memory", "内存峰值"),
        Words("The most resident memory of the process that answered.", "应答进程的最大常驻内存。"),
    ),
}

_METHODS: Mapping[str, Words] = {
    "wilson": Words("Wilson's interval, 95%", "Wilson 区间（95%）"),
    "wilson_by_passage": Words(
        "Wilson's interval, 95%, for as many cases as those on the same passages are worth",
        "Wilson 区间（95%），同一出处的题目彼此相关，按有效样本量计算",
    ),
    "wilson_by_pair": Words(
        "Wilson's interval, 95%, for as many cases as a question and its twin are worth",
        "Wilson 区间（95%），中英文题对彼此相关，按有效样本量计算",
    ),
    "bca_bootstrap_by_passage": Words(
        "BCa bootstrap, 95%, questions on the same passage drawn together; Wilson's interval where all passages agree",
        "BCa 自助法（95%），同一出处的题目一并重抽样；若各出处结果全同，则用 Wilson 区间",
    ),
    "bca_bootstrap_by_pair": Words(
        "BCa bootstrap, 95%, a question and its twin drawn together; Wilson's interval where all pairs agree",
        "BCa 自助法（95%），中英文题对一并重抽样；若各题对结果全同，则用 Wilson 区间",
    ),
    "wilson_of_few_passages": Words(
        "Wilson's interval, 95%, for as many cases as there are passages, since these are fewer than ten",
        "Wilson 区间（95%）；出处不足十处，每个出处只算一次",
    ),
    "order_statistics": Words(
        "percentile over the answers; the 95% interval lies between two of the times measured, by the binomial law",
        "对各次回答取百分位；95% 区间取两个实测值，由二项分布确定其名次",
    ),
    "peak": Words("one reading: the highest value seen; no interval", "单次读数：所见最大值，无区间"),
}


def metric_title(metric: str) -> Words:
    """A metric's name; of one that is not known here, its own."""
    return _METRICS[metric][0] if metric in _METRICS else Words(metric, metric)


def metric_meaning(metric: str) -> Words | None:
    """What a metric counts, if it is known here."""
    return _METRICS[metric][1] if metric in _METRICS else None


def better_of(metric: str) -> Better:
    """Which way is good; up if the metric is not known here."""
    return METRICS[M(metric)].better if metric in _METRICS else Better.HIGHER


def method_words(method: str) -> Words:
    """How a figure was got; of a method not known here, its own name."""
    return _METHODS.get(method, Words(method, method))
