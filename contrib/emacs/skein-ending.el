;;; skein-ending.el --- How a turn has ended, in words  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Why there is no answer, in the daemon's words, or why it is incomplete.

;;; Code:

(require 'skein-error)

(defun skein-ending-reason (turn)
  "Why TURN, which has ended, has no answer."
  (pcase (plist-get turn :status)
    ("cancelled" "Cancelled.")
    (status (format "%s: %s" (capitalize status)
                    (or (skein-error-words (skein-get turn :error)) "no reason is known")))))

(defun skein-ending-cut (turn)
  "The sentence for an incomplete answer of TURN; nil for a complete one."
  (pcase (skein-get turn :finishReason)
    ((or 'nil "stop" "cancelled") nil)
    ((or "length" "outputLimit") "The answer was cut off: it reached its length limit.")
    ("content_filter" "The answer was cut off by the provider's content filter.")
    ("incomplete" "The answer was cut off; the provider does not say why.")
    (reason (format "The answer ended early (%s)." (skein-visible reason)))))

(provide 'skein-ending)
;;; skein-ending.el ends here
