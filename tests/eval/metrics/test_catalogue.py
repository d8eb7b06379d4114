from eval.answers import AnswerMetric
from eval.metrics.catalogue import METRICS, M
from eval.summary import Better


def test_every_metric_says_what_it_is_in_the_order_of_the_report() -> None:
    assert list(METRICS) == list(M)


def test_the_few_of_which_less_is_better() -> None:
    lower = {metric for metric, about in METRICS.items() if about.better is Better.LOWER}

    assert {m for m in lower if not m.startswith(("latency", "first_token"))} == {
        M.FALSE_REFUSAL,
        M.PEAK_MEMORY,
    }


def test_only_attribution_rests_on_the_judge() -> None:
    judged = {metric for metric, about in METRICS.items() if about.rests_on_judge}

    assert judged == {M.CITATION_RECALL, M.CITATION_PRECISION}


def test_what_the_first_question_set_is_judged_by_goes_by_the_same_names() -> None:
    renamed = {"unanswerable_refused", "answerable_refused"}  # refusal_recall and false_refusal here

    assert {metric.value for metric in AnswerMetric} - renamed <= set(M)
