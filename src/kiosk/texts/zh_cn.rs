//! The kiosk in simplified Chinese.

use super::{Notices, Texts};

pub(super) const TEXTS: Texts = Texts {
    languages: "语言",
    staff: "工作人员",
    back: "上一题",
    next: "下一题",
    skip: "跳过",
    yes: "是",
    no: "否",
    choose_up_to: "最多选 {n} 项",
    progress: "第 {position} 题，共 {total} 题",
    thanks: "谢谢您",
    thanks_line: "您的评价已保存，网点会逐条阅读。",
    say_more: "再说几句",
    finish: "完成",
    returning: "{n} 秒后回到首页",
    still_there: "您还在吗？",
    still_there_line: "如不继续，{n} 秒后将保留您已填写的内容并回到首页。",
    stay: "继续填写",
    required: "请先选择一项。",
    too_many: "最多选 {n} 项。",
    too_long: "内容超过 {n} 个字，请缩短一些。",
    not_telephone: "这不像是电话号码，请检查，或者跳过。",
    not_email: "这不像是邮箱地址，请检查，或者跳过。",
    not_an_answer: "这个回答不适用于本题。",
    unsaved: "请稍等",
    unsaved_line: "您的评价已留在本机，但还没有存好，正在继续保存。请告诉工作人员。",
    storage_failing: "工作人员请注意：本机暂时无法保存，有 {n} 份评价等待保存。请勿关机，并清理存储空间。",
    demo: "演示",
    training: "培训中，评价不计入统计",
    retry: "重试",
    notices: Notices {
        second_tab: [
            "评价系统已在另一个标签页打开",
            "关闭那个标签页后，本页会自动接替。数据没有丢失。",
        ],
        storage_blocked: [
            "浏览器无法在此保存评价",
            "数据没有丢失。请允许本网站存储数据，或退出无痕窗口，然后重试。",
        ],
        storage_newer: [
            "本机的评价由更新的版本写入",
            "数据完好，未作改动。请刷新页面以使用新版本。",
        ],
        questionnaire_missing: [
            "找不到问卷",
            "已有的评价完好。请确认问卷文件在服务器上，然后重试。",
        ],
        questionnaire_broken: ["问卷无法读取", "已有的评价完好。请把下面这一行告诉问卷负责人。"],
        provision_broken: ["预设文件无法读取", "尚未进行任何设置。请把下面这一行告诉设备负责人。"],
        console_failed: ["工作人员页面打不开", "评价数据完好。请检查一次网络连接，然后重试。"],
    },
};
