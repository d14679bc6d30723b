//! The kiosk in traditional Chinese.

use super::{Notices, Texts};

pub(super) const TEXTS: Texts = Texts {
    languages: "語言",
    staff: "服務人員",
    back: "上一題",
    next: "下一題",
    skip: "略過",
    yes: "是",
    no: "否",
    choose_up_to: "最多選 {n} 項",
    progress: "第 {position} 題，共 {total} 題",
    thanks: "謝謝您",
    thanks_line: "您的評價已儲存，分行會逐則閱讀。",
    say_more: "再說幾句",
    finish: "完成",
    returning: "{n} 秒後回到首頁",
    still_there: "您還在嗎？",
    still_there_line: "若不繼續，{n} 秒後將保留您已填寫的內容並回到首頁。",
    stay: "繼續填寫",
    required: "請先選擇一項。",
    too_many: "最多選 {n} 項。",
    too_long: "內容超過 {n} 個字，請縮短一些。",
    not_telephone: "這不像是電話號碼，請檢查，或略過。",
    not_email: "這不像是電子郵件地址，請檢查，或略過。",
    not_an_answer: "這個回答不適用於本題。",
    unsaved: "請稍候",
    unsaved_line: "您的評價已留在本機，但尚未存好，正在繼續儲存。請告訴服務人員。",
    storage_failing: "服務人員請注意：本機暫時無法儲存，有 {n} 份評價等待儲存。請勿關機，並清理儲存空間。",
    demo: "示範",
    training: "訓練中，評價不列入統計",
    retry: "重試",
    notices: Notices {
        second_tab: [
            "評價系統已在另一個分頁開啟",
            "關閉那個分頁後，本頁會自動接手。資料沒有遺失。",
        ],
        storage_blocked: [
            "瀏覽器無法在此儲存評價",
            "資料沒有遺失。請允許本網站儲存資料，或離開無痕視窗，然後重試。",
        ],
        storage_newer: [
            "本機的評價由較新的版本寫入",
            "資料完好，未作更動。請重新整理頁面以使用新版本。",
        ],
        questionnaire_missing: [
            "找不到問卷",
            "已有的評價完好。請確認問卷檔案在伺服器上，然後重試。",
        ],
        questionnaire_broken: ["問卷無法讀取", "已有的評價完好。請把下面這一行告訴問卷負責人。"],
        provision_broken: ["預設檔案無法讀取", "尚未進行任何設定。請把下面這一行告訴設備負責人。"],
        console_failed: ["服務人員頁面無法開啟", "評價資料完好。請檢查一次網路連線，然後重試。"],
    },
};
