"""The English renderings, held against the originals: complete, same figures, same names, same reserve."""

import re
from collections.abc import Iterator

import pytest

from corpus.language import has_han
from corpus.library import bundled_documents
from corpus.loading import document_sentences
from corpus.model import Document, Language
from rag.values import find_values, values_agree

DOCUMENTS = bundled_documents()
PAIRS = [(t.span.of(d.text), t.text) for d in DOCUMENTS for t in d.translations]

NAMES = {
    "安妮·布韦罗": r"Anne Bouverot",
    "安妮特使": r"Anne Bouverot",
    "费亚尔·克拉克": r"Feryal Clark",
    "马特·克利福德": r"Matt Clifford",
    "马朝旭": r"Ma Zhaoxu",
    "马克龙": r"Macron",
    "莫迪": r"Modi",
    "万斯": r"Vance",
    "张国清": r"Zhang Guoqing",
    "朔尔茨": r"Scholz",
    "冯德莱恩": r"von der Leyen",
    "特鲁多": r"Trudeau",
    "奥尔特曼": r"Altman",
    "皮柴": r"Pichai",
    "史密斯": r"Smith",
    "门施": r"Mensch",
    "马斯克": r"Musk",
    "文刀": r"Wen Dao",
    "高行健": r"Gao Xingjian",
    "郑乐锋": r"Zheng Lefeng",
    "肖茜": r"Xiao Qian",
    "孙成昊": r"Sun Chenghao",
    "董汀": r"Dong Ting",
    "清华大学": r"Tsinghua University",
    "战略与安全研究中心": r"Center for International Security and Strategy",
    "CISS": r"CISS",
    "斯坦福大学人本人工智能研究院": r"Stanford Institute for Human-Centered AI",
    "北京智源人工智能研究院": r"Beijing Academy of Artificial Intelligence",
    "中国科技部": r"China's Ministry of Science and Technology",
    "中央网信办": r"Cyberspace Administration of China",
    "工信部": r"Ministry of Industry and Information Technology",
    "外交部副部长": r"Vice Minister of Foreign Affairs",
    "内阁办公室": r"Cabinet Office",
    "华盛顿邮报": r"Washington Post",
    "巴黎和平论坛": r"Paris Peace Forum",
    "联合国": r"\bUN\b",
    "欧盟": r"\bEU\b|European Commission",
    "欧盟委员会": r"European Commission",
    "欧盟人工智能法案": r"EU AI Act",
    "国际人工智能安全科学报告": r"International Scientific Report on AI Safety",
    "人工智能指数报告": r"AI Index Report",
    "布莱切利": r"Bletchley",
    "首尔": r"Seoul",
    "雅典": r"Athens",
    "大皇宫": r"Grand Palais",
    "凡尔赛宫": r"Palace of Versailles",
    "班加罗尔": r"Bangalore",
    "路透社": r"Reuters",
    "Nasscom": r"Nasscom",
    "OpenAI": r"OpenAI",
    "谷歌": r"Google",
    "微软": r"Microsoft",
    "米斯特拉尔": r"Mistral",
    "Mistral AI": r"Mistral AI",
    "DeepSeek": r"DeepSeek",
    "深言科技": r"DeepLang AI",
    "英伟达": r"Nvidia",
    "华为": r"Huawei",
    "中科院": r"Chinese Academy of Sciences",
    "巴黎高科": r"ParisTech",
    "白宫": r"White House",
    "美国商务部": r"US Department of Commerce",
    "硅谷": r"Silicon Valley",
    "SWIFT": r"SWIFT",
    "GPT-4": r"GPT-4",
    "星际之门": r"Stargate",
    "情报分析师": r"Intelligence Analyst",
    "OECD": r"OECD",
    "GPAI": r"GPAI",
    "G7": r"G7",
    "印度": r"Indian?\b",
    "荷兰": r"Netherlands",
    "韩国": r"South Korea",
    "加拿大": r"Canadian",
    "德国": r"German",
    "法国总统": r"French President",
}

HEDGED = {
    r"(?<!即)将(?!大模型|深言科技|此次峰会|其主张|不满)": r"\b(?:will|going to|to be|is to|is expected to)\b",
    r"即将": r"\babout to\b",
    r"(?<![响供对反适相效])应(?!用|对|急|方案|的|解|链)": r"\b(?:should|must|ought to)\b",
    r"有望": r"\b(?:expected to|may|hopes? to)\b",
    r"旨在": r"\b(?:aims?|intended|seeks?)\b",
    r"试图": r"\b(?:seek(?:s|ing)?|attempt|tries|trying)\b",
    r"期望": r"\b(?:hopes?|hoped|expects?|looks? to)\b",
    r"希望": r"\bhopes?\b",
    r"可能": r"\b(?:may|might|could|[Pp]ossibl[ey]|likely)\b",
    r"预计": r"\bexpected\b",
    r"据报道": r"\breportedly\b",
    r"据(?:路透社|印度信息)": r"\bAccording to\b",
    r"[值]恐": r"\b(?:feared|may|might)\b",
    r"或将": r"\b(?:may|might)\b",
    r"极有可能": r"\b(?:extremely|highly|very) likely\b",
    r"表面": r"\b(?:ostensibly|on the surface)\b",
}  # fmt: skip


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_sentence_and_section_title_has_an_english_rendering(document: Document) -> None:
    wanted = {sentence.span for sentence in document_sentences(document)}
    wanted |= {section.title_span for section in document.sections}
    assert {t.span for t in document.translations if t.language is Language.EN} == wanted


@pytest.mark.parametrize("document", DOCUMENTS)
def test_nothing_is_rendered_twice_and_who_rendered_it_is_told(document: Document) -> None:
    assert len({t.span for t in document.translations}) == len(document.translations)
    assert all(t.by and t.text == t.text.strip() for t in document.translations)


def test_a_rendering_is_english_but_for_a_name_in_brackets() -> None:
    left = [text for _, text in PAIRS if has_han(re.sub(r"[（(][^()（）]+[)）]", "", text))]
    assert left == []


def test_a_rendering_has_no_full_width_punctuation() -> None:
    assert [
        text
        for _, text in PAIRS
        if re.search(r"[，。！？：；、（）《》「」]", re.sub(r"\(深言科技\)", "", text))
    ] == []


# Words, not figures: 两国 and 两 of a listed pair, 一方面 and "one", an ordinal, a price class as a nickname,
# and 2025 or 2024 written straight onto a Chinese word.
WORDS_THAT_COUNT_NOTHING = {
    "两": r"英法两国|中美两国|美中两国",
    "三": r"第三条道路",
    "一": r"这一计划|一份声明|一种新兴",
    "千元": r"千元机",
    "one": r"一方面|一方使用|之一|堪称一场",
    "One": r"致命杀招一",
    "Two": r"致命杀招二",
    "2025": r"巴黎2025(?:AI|人工智能)",
    "2024": r"2024首尔峰会",
}


def differing_values(original: str, rendering: str) -> Iterator[str]:
    for text, other in ((original, rendering), (rendering, original)):
        stated = find_values(other)
        for value in find_values(text):
            written = text[value.start : value.end]
            excuse = WORDS_THAT_COUNT_NOTHING.get(written)
            if any(values_agree(value, v) for v in stated) or (excuse and re.search(excuse, original)):
                continue
            yield written


def test_every_figure_and_date_is_the_same_in_the_rendering_and_the_reverse() -> None:
    assert {o: list(differing_values(o, e)) for o, e in PAIRS if list(differing_values(o, e))} == {}


@pytest.mark.parametrize(
    ("original", "rendering"),
    [("投资1030亿卢比", "invest 10.3 billion rupees"), ("2月10日", "11 February"), ("砍掉67%", "cut by 76%"),
     ("111个国家", "countries"), ("国家", "111 countries")],
)  # fmt: skip
def test_the_check_of_figures_can_fail(original: str, rendering: str) -> None:
    assert list(differing_values(original, rendering))


def test_the_pairs_hold_the_figures_that_matter() -> None:
    figures = {
        "1030 亿卢比": "103 billion rupees", "12.5 亿美元": "US$1.25 billion", "170 亿美元": "US$17 billion",
        "1130亿美元": "US$113 billion", "1090 亿欧元": "€109 billion", "10亿美元": "US$1 billion",
        "3000亿美元": "US$300 billion", "百万工程师": "one million engineers", "25%-35%": "25%-35%", "1/17": "1/17",
        "92%": "92%", "67%": "67%", "8000个": "8,000", "72小时": "72 hours", "1500名": "1,500", "84 份": "84 ",
        "770 个": "770", "111 个": "111", "50 个": "50 ", "12国": "12 African", "位列第三": "ranks third",
    }  # fmt: skip
    for original, rendering in figures.items():
        found = [english for chinese, english in PAIRS if original in chinese]
        assert found, original
        assert all(rendering in english for english in found), original


@pytest.mark.parametrize("name", NAMES)
def test_a_name_is_rendered_by_its_english_name_wherever_it_stands(name: str) -> None:
    found = [(chinese, english) for chinese, english in PAIRS if name in chinese]
    assert found, "the table must speak of the documents"
    assert [english for _, english in found if not re.search(NAMES[name], english)] == []


@pytest.mark.parametrize("word", HEDGED)
def test_a_word_of_reserve_is_rendered_by_one(word: str) -> None:
    found = [(chinese, english) for chinese, english in PAIRS if re.search(word, chinese)]
    assert found, "the table must speak of the documents"
    assert [(c, e) for c, e in found if not re.search(HEDGED[word], e)] == []


def test_the_passports_have_english_titles_with_the_articles_question_kept_a_question() -> None:
    review, article = (document.passport for document in DOCUMENTS)
    assert review.title_translated is not None
    assert not has_han(review.title_translated)
    assert article.title.endswith("？")
    assert article.title_translated is not None
    assert article.title_translated.endswith("?")
