"""The signs of text in a document that speaks to the machine that reads it, in Chinese and in English."""

import re

__all__ = ["HIDDEN", "MACHINE", "POSING", "TELLS"]

# Markup that no reader of the page sees, or that does something.
HIDDEN = re.compile(
    r"<!--|-->|display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0|\[//\]:|<script\b|\bon(?:error|load|click)\s*="
    r"|<img\b|<iframe\b|\bjavascript:|!\[[^\]]*\]\(",
    re.IGNORECASE,
)
# What poses as the words of a chat template, of the service, or as its output.
POSING = re.compile(
    r"<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|</?(?:system|assistant|user|evidence|instructions?|资料|系统|指令)>"
    r"|^\s*#{1,6}\s*(?:system|assistant|user|instructions?|系统|助手|指令)\s*[:：]|[【\[]引用\s?\d+[】\]]"
    r"|\"(?:citations?|claims?|keys|verdict|sentence)\"\s*:|\bverified\s*=\s*true|\bverdict\s*=",
    re.IGNORECASE | re.MULTILINE,
)
# Who is spoken to: the machine that answers.
MACHINE = re.compile(
    r"(?:AI|智能|语言)?助手|助理|(?:语言|大)?模型在|^\W*(?:Dear )?AI(?:助手)?[：:，,]|聊天机器人"
    r"|\b(?:AI )?assistants?\b|\b(?:large )?language models?\b|\bchatbots?\b|\bLLMs?\b"
    r"|\bsystem\s*[:：]|系统(?:管理员)?(?:通知)?[：:]|\bsystem requirement\b",
    re.IGNORECASE,
)
# What it is told to do: to answer so and so, to leave out, to add, to send.
TELLS = re.compile(
    r"回答|回复|答案|输出|照此|说成|说是|请说|不要提及|写上|写进|附上|发送到|改为"
    r"|\b(?:answer|reply|respond|say|state|print|output|repeat|mention|report|refuse|include|disregard|ignore)\b",
    re.IGNORECASE,
)
