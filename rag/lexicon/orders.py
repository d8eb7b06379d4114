"""The signs of an order to the service inside a question, in Chinese and in English."""

import re

__all__ = ["HANDOVER", "NOTES", "ORDERS"]

# Notes that pose as the system's, in brackets or tags of their own.
NOTES = re.compile(
    r"<(?P<tag>[a-z_]{3,12})>.*?</(?P=tag)>"
    r"|[\[（(【][^\]）)】]{0,120}(?:指令|隐藏|要求|系统|提示词|instruction|hidden|system|model)[^\]）)】]{0,200}[\]）)】]",
    re.IGNORECASE | re.DOTALL,
)
# What only somebody says who wants the service to behave otherwise.
ORDERS = re.compile(
    r"(?:忘掉|忘记|忽略|无视|不要理会)[^，。]{0,12}(?:资料|文件|指令|规则|提示|设定|要求)|系统提示词|越狱|\bDAN\b|你(?:现在)?是一[名个]|你没有(?:任何)?限制"
    r"|(?:先|请)?(?:输出|打印|复述)(?:单词|一行|你的)|(?:答案|回答|回复)(?:的)?(?:末尾|开头|时|里)[^。]{0,10}(?:请|务必|必须|加|附|写)|(?:只许|只能|只准|一律)(?:返回|回答|写|按|说)"
    r"|请照此回答|文档已作废|开发者备注|安全测试"
    r"|\b(?:forget|ignore|disregard|override)\b[^.?!]{0,40}\b(?:documents?|instructions?|rules?|prompts?|corpus|sources?|above|previous)\b"
    r"|\bsystem prompt\b|\byou are (?:now )?(?:a|an|DAN|no longer|free)\b|\byou have no (?:rules|limits|restrictions)\b|\bjailbreak\b"
    r"|\b(?:output|print|repeat) (?:the word|only|your|exactly|verbatim)\b|\breturn only\b|\bred-team\b|\bdeveloper (?:note|mode)\b|\bpretend\b|\b(?:tell me|say|claim) that the\b[^.?!]*(?=\.)"
    r"|\b(?:when you answer|in your (?:answer|reply)|your (?:answer|reply|only conclusion))\b[^.?!]{0,30}\b(?:must|may|should|has to|end|begin|start|be)\b"
    r"|\b(?:end|close|start|begin|finish) your (?:answer|reply|response)\b|\balways answer\b|\banswer accordingly\b",
    re.IGNORECASE,
)
# "… Question: …" hands over to what is asked.
HANDOVER = re.compile(
    r"^.*?(?:(?:用户)?问题[：:]|\b(?:user )?question\s*:|还有[，,]|(?:然后|顺便)(?:顺便)?(?:告诉我)?[，,]|\bOh, and\b|\bAfter that,|\bBesides,)\s*",
    re.IGNORECASE | re.DOTALL,
)
