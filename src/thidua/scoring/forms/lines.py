"""The forms of a line: remark, appeal, its answer, the meeting's figure."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from thidua.accounts.number_field import NumberField
from thidua.accounts.speaking import say
from thidua.core.rubric import CriterionKind, RubricCriterion
from thidua.core.verification import AppealState
from thidua.core.vietnamese import number


class LineForm(forms.Form):
    """A form about one criterion; ``figures`` names its fields that take a figure of its kind."""

    figures: tuple[str, ...] = ()

    def __init__(self, criterion: RubricCriterion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in self.figures:
            self.fields[name].help_text = figure_help(criterion)


class CommentForm(LineForm):
    """A remark."""

    text = forms.CharField(label=_("Ý kiến về dòng này"), widget=forms.Textarea(attrs={"rows": 2}))


class AppealForm(LineForm):
    """An appeal: on what grounds, and which figure is thought right."""

    figures = ("wanted",)
    grounds = forms.CharField(label=_("Nội dung, căn cứ kiến nghị"), widget=forms.Textarea(attrs={"rows": 4}))
    wanted = NumberField(label=_("Số đề nghị (nếu có)"), required=False)


class AnswerForm(LineForm):
    """The answer to an appeal, and the figure agreed on."""

    figures = ("agreed",)
    outcome = forms.ChoiceField(label=_("Kết quả"))
    agreed = NumberField(label=_("Số thống nhất"), required=False)
    answer = forms.CharField(label=_("Trả lời, lý do"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, criterion: RubricCriterion, *args: Any, **kwargs: Any) -> None:
        super().__init__(criterion, *args, **kwargs)
        answers = [state for state in AppealState if state.is_answered]
        choices = [("", _("Chọn kết quả")), *((state.value, say(state.label)) for state in answers)]
        self.fields["outcome"].choices = choices  # type: ignore[attr-defined]
        self.fields["agreed"].help_text = "{} {}".format(
            figure_help(criterion), gettext("Để trống nếu không chấp nhận.")
        )


class SettleForm(LineForm):
    """What the meeting settled on."""

    figures = ("figure",)
    figure = NumberField(label=_("Số hội nghị thống nhất"), required=False)
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, criterion: RubricCriterion, *args: Any, **kwargs: Any) -> None:
        super().__init__(criterion, *args, **kwargs)
        self.fields["figure"].help_text = "{} {}".format(
            figure_help(criterion), gettext("Để trống để trở lại số thẩm định.")
        )


def figure_help(criterion: RubricCriterion) -> str:
    """What to type as the figure of a criterion of this kind."""
    match criterion.kind:
        case CriterionKind.YES_NO:
            return gettext("Ghi 1 (có) hoặc 0 (không).")
        case CriterionKind.COUNT:
            return gettext("Ghi số lần (việc), không ghi điểm.")
        case CriterionKind.TARGET:
            return gettext("Ghi kết quả đạt được, không ghi điểm.")
        case CriterionKind.SHARE:
            return gettext("Ghi tỷ lệ phần trăm đạt được, không ghi điểm.")
        case _:
            return gettext("Ghi số điểm, từ 0 đến %(max)s.") % {"max": number(criterion.max_points)}
