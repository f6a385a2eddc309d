"""What exports say of reviewers' decisions."""

from __future__ import annotations

from typing import Final

from checker.model.review import Kind

__all__ = ["COUNTS", "MARKS", "REVIEW"]

COUNTS: Final = {
    Kind.ACCEPT: "采信 {n} 条",
    Kind.REJECT: "驳回 {n} 条",
    Kind.ADD: "补充 {n} 条",
    Kind.LEVEL: "定级",
}

MARKS: Final = {"changed": "改", "same": "√", "partly": "部", "reopened": "重"}
"""Beside a judgement in a matrix; characters of GB 2312, as the marks of the statuses are."""

REVIEW: Final = {
    "none": "机器判定，未经复核",
    "some": "已复核 {reviewed}/{all} 项任务判定（{names}）",
    "detail": "复核人 {}",
    "partly": "，部分复核 {n} 项",
    "changed": "，改判 {n} 项",
    "reopened": "，待重审 {n} 项",
    "rest": "，其余未经复核",
    "brief": "已复核 {reviewed}/{all} 项任务",
    "marks": "√ 已复核，与程序一致　改 复核后与程序判定不同　部 部分要点已复核　重 待重审　没有标记的未经复核",
    "by": "{state}：{names} {date}",
    "machine": "程序判定：{judged}",
    "was": "（程序：{judged}）",
    "flags_differ": "标注{flags}",
    "no_flags": "无",
    "level_same": "确认等级 {judged}",
    "level_other": "等级改为 {judged}",
    "status_same": "确认判定 {judged}",
    "status_other": "改判为 {judged}",
    "reject": "驳回“{quote}”（{reason}）",
    "accept": "采信“{quote}”",
    "add": "补充“{quote}”",
    "note": "备注",
    "stale": "（所据内容已变，待重审）",
    "point": "要点 {id}：{said}",
    "added": "人工补充",
    "added_by": "【人工补充 {names}】",
    "rejected": "已驳回，不计",
    "reason": "（{}）",
    "rejected_why": "（{names}驳回：{reason}）",
    "account": "{name} {date} {said}",
}
