;;; skein-look-tests.el --- How a chat looks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Code, tables, long lines, and what is folded.

;;; Code:

(require 'skein-test)

(ert-deftest skein-chat-reasoning-is-folded ()
  "Reasoning is hidden until asked for, also after the answer is written."
  (skein-test-with-chat nil
    (skein-test-ask "think")
    (goto-char (point-min))
    (search-forward "Let me see.")
    (should (invisible-p (match-beginning 0)))
    (search-backward "Reasoning")
    (skein-chat-tab)
    (should-not (invisible-p (match-beginning 0)))
    (search-forward "Let me see.")
    (should-not (invisible-p (match-beginning 0)))
    (skein-chat-tab)
    (should (invisible-p (match-beginning 0)))
    (search-forward "Forty-two.")
    (should-not (invisible-p (match-beginning 0)))))

(ert-deftest skein-chat-reasoning-of-old-answers ()
  "The reasoning of an answer that was written before is fetched when asked for."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "think")
      (setq thread skein-follow-thread))
    (skein-test-with-chat thread
      ;; It stands beside the answer, hidden.
      (skein-test-await (skein-test-shows "Let me see."))
      (goto-char (point-min))
      (search-forward "Let me")
      (should (invisible-p (1- (point))))
      (search-forward "Forty")
      (skein-chat-tab)
      (should (string-match-p "Assistant.*\nReasoning .*\nLet me see. \nForty-two."
                              (skein-test-history)))
      (goto-char (point-min))
      (search-forward "Let me")
      (let ((place (1- (point))))
        (should-not (invisible-p place))
        (skein-chat-tab)
        (should (invisible-p place)))
      ;; Wherever in the answer: it is there once.
      (dolist (word '("Forty" "Assistant" "Reasoning" "two."))
        (goto-char (point-min))
        (search-forward word)
        (skein-chat-tab)
        (should (= 1 (how-many "Let me see\\." (point-min))))))))

(ert-deftest skein-chat-reasoning-of-older-answers ()
  "Reasoning comes with the older messages, page by page."
  (let ((skein-follow-page 4) (skein-reasoning--page 1) thread)
    (skein-test-with-chat nil
      (skein-test-ask "think" "say two" "say three" "say four")
      (setq thread skein-follow-thread))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "\nfour\n"))
      (should-not (skein-test-shows "Forty-two."))
      (skein-follow-older 1)
      (should (skein-test-shows "Forty-two."))
      (skein-test-await (skein-test-shows "Let me see.")))))

(ert-deftest skein-chat-code ()
  "Code has the faces of its language and is copied without its fence."
  (skein-test-with-chat nil
    (skein-test-ask "code")
    (goto-char (point-max))
    (skein-copy-code)
    (should (equal "print('hello')\n" (current-kill 0 t)))
    (goto-char (point-min))
    (search-forward "'hello'")
    (should (memq 'font-lock-string-face
                  (ensure-list (get-text-property (1- (point)) 'face))))
    (search-forward "**all**")
    (should (memq 'bold (ensure-list (get-text-property (- (point) 3) 'face))))))

(ert-deftest skein-chat-code-elsewhere ()
  "Code is filtered by a command, and opened in a buffer of its language."
  (skein-test-with-chat nil
    (skein-test-ask "code")
    (save-window-excursion
      (skein-filter "tr a-z A-Z")
      (with-current-buffer "*skein filter*"
        (skein-test-await (string-search "PRINT('HELLO')\n" (buffer-string)))
        (skein-test-await (not (get-buffer-process (current-buffer))))
        (should (equal "PRINT('HELLO')\n" (buffer-string)))
        (should (equal " tr a-z A-Z · done" header-line-format)))
      (skein-filter "cat; echo no >&2; exit 3")
      (with-current-buffer "*skein filter*"
        (skein-test-await (string-search "status 3" header-line-format))
        (should (equal "print('hello')\nno\n" (buffer-string))))
      (set-buffer chat)
      (skein-open-code)
      (should (eq 'python-mode major-mode))
      (should (equal "print('hello')\n" (buffer-string)))
      (kill-buffer))
    (set-buffer chat)
    (skein-test-ask "say none")
    (skein-chat-undo)
    (skein-test-settled)
    (skein-chat-undo)
    (skein-test-await (equal "" (skein-test-history)))
    (should-error (skein-copy-code) :type 'user-error)))

(ert-deftest skein-chat-tables ()
  "The cells of a table stand below each other, and are copied as they were written."
  (with-temp-buffer
    (let ((text "x\n| a | wool | 1 |\n|---|:-:|-:|\n|longer|b \\| c|22 |\n| 世界 | | 333 |\n\ny | z\n"))
      (insert text)
      (skein-table-align (point-min) (point-max))
      (should (equal text (buffer-substring-no-properties (point-min) (point-max))))
      (let (shown)
        (dolist (place (number-sequence (point-min) (1- (point-max))))
          (push (or (get-text-property place 'display) (string (char-after place))) shown))
        (should (equal (concat "x\n| a    | wool |   1 |\n|------|:----:|----:|\n"
                               "|longer|b \\| c|22   |\n| 世界 |      | 333 |\n\ny | z\n")
                       (apply #'concat (nreverse shown))))))))

(ert-deftest skein-chat-context-is-folded ()
  "What a question is about is behind its name, whoever sent it, and TAB shows it."
  (skein-test-with-chat nil
    (skein-test-ask "say yes\n\nfoo.el, lines 1–2:\n\n````elisp\n```\n(car x)\n````\n\ngit diff:\n```\n+a\n```")
    (goto-char (point-min))
    (search-forward "(car x)")
    (should (invisible-p (match-beginning 0)))
    (search-backward "lines 1–2:")
    (should-not (invisible-p (point)))
    (should (equal "  2 lines, TAB shows"
                   (substring-no-properties (overlay-get (skein-fold-here) 'before-string))))
    (skein-chat-tab)
    (search-forward "(car x)")
    (should-not (invisible-p (match-beginning 0)))
    (search-forward "+a")
    (should (invisible-p (match-beginning 0)))
    (search-forward "yes")
    (should-not (invisible-p (match-beginning 0)))))

(ert-deftest skein-chat-outline-of-messages ()
  "A heading within an answer is none of the chat's; questions are in the index."
  (skein-test-with-chat nil
    (skein-test-ask "say # One\n\nYou\nAssistant\n* two" "say second")
    (outline-minor-mode)
    (goto-char (point-min))
    (let (headings)
      (while (outline-on-heading-p)
        (push (buffer-substring-no-properties (point) (+ 3 (point))) headings)
        (outline-next-visible-heading 1))
      (should (equal '("You" "Ass" "You" "Ass") (reverse headings))))
    (should (equal '("“say # One You Assistant * two”" "“say second”")
                   (mapcar #'car (funcall imenu-create-index-function))))))

(ert-deftest skein-chat-very-long-lines ()
  "A very long line is broken on the screen, in the same places whatever its pieces are."
  (let ((text (concat "first\n" (mapconcat #'number-to-string (number-sequence 1 3000) " ")
                      (make-string 5000 ?x) "\nlast\n"))
        shown)
    (dolist (size (list 1 7 (length text)))
      (with-temp-buffer
        (let ((place 0))
          (while (< place (length text))
            (skein-soft-insert (substring text place (min (length text) (+ place size))))
            (setq place (+ place size))))
        (should (equal text (skein-soft-plain (point-min) (point-max))))
        (push (buffer-string) shown)
        (goto-char (point-min))
        (while (not (eobp))
          (should (<= (- (line-end-position) (point)) skein-soft-most))
          (forward-line))))
    (should (equal (nth 0 shown) (nth 1 shown)))
    (should (equal (nth 0 shown) (nth 2 shown))))
  (skein-test-with-chat nil
    (let ((line (mapconcat #'number-to-string (number-sequence 1 3000) " ")))
      (skein-test-ask (concat "say ```\n" line "\n```"))
      (skein-copy-code)
      (should (equal (concat line "\n") (current-kill 0 t))))))

(provide 'skein-look-tests)
;;; skein-look-tests.el ends here
