;;; skein-chat-tests.el --- What a person does in a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Each test is something that a person sees in a chat.

;;; Code:

(require 'skein-test)

(ert-deftest skein-chat-shows-the-answer ()
  "What is sent and what is answered stand above an empty draft."
  (skein-test-with-chat nil
    (skein-test-say "say Grüße, 世界 🧶")
    (should (equal "" (skein-view-draft)))
    (skein-test-settled)
    (should (skein-test-shows "You"))
    (should (skein-test-shows "\nGrüße, 世界 🧶\n"))
    (should (equal "*skein: say Grüße, 世界 🧶*" (buffer-name)))))

(ert-deftest skein-chat-takes-no-empty-question ()
  "Blank drafts are not sent."
  (skein-test-with-chat nil
    (insert " \n ")
    (should-error (skein-chat-send) :type 'user-error)
    (should-not skein-block-all)))

(ert-deftest skein-chat-history-is-read-only ()
  "Nothing above the draft can be changed, not even at its very edges."
  (skein-test-with-chat nil
    (skein-test-ask "say hello")
    (dolist (place (list (point-min) (1+ (point-min)) (- skein-view--prompt 1)
                         (marker-position skein-view--prompt)
                         (1+ skein-view--prompt)))
      (goto-char place)
      (should-error (insert "x") :type 'text-read-only))
    (goto-char skein-view--draft)
    (insert "draft")
    (should (equal "draft" (skein-view-draft)))))

(ert-deftest skein-chat-commands-on-all-text-change-nothing ()
  "Commands that replace or delete everywhere leave the messages as they are."
  (skein-test-with-chat nil
    (skein-test-ask "say hello")
    (goto-char (point-max))
    (insert "hello draft")
    (let ((history (skein-test-history)) (inhibit-message t))
      (dolist (change (list (lambda () (replace-string-in-region "hello" "x" (point-min) (point-max)))
                            (lambda () (flush-lines "hello" (point-min) (point-max)))
                            (lambda () (delete-region (point-min) (point-max)))
                            (lambda () (kill-region (point-min) (point-max)))
                            (lambda () (kill-line -3))
                            (lambda () (upcase-region (point-min) (point-max)))
                            #'erase-buffer))
        (goto-char (point-max))
        (should-error (funcall change) :type 'text-read-only)
        (should (equal history (skein-test-history)))
        (should (equal "hello draft" (skein-view-draft)))))))

(ert-deftest skein-chat-draft-and-undo-survive-an-answer ()
  "What is typed while an answer arrives stays, and can be undone."
  (skein-test-with-chat nil
    (buffer-enable-undo)
    (skein-test-say "flood 20000")
    (setq buffer-undo-list nil)
    (skein-test-await (skein-test-shows "5 6 "))
    (insert "first")
    (undo-boundary)
    (delete-char -2)
    (undo-boundary)
    (skein-test-settled)
    (should (equal "fir" (skein-view-draft)))
    (let ((history (skein-test-history)))
      (primitive-undo 1 (seq-drop-while #'null buffer-undo-list))
      (should (equal "first" (skein-view-draft)))
      (setq buffer-undo-list (memq nil (cdr (memq nil (seq-drop-while #'null buffer-undo-list)))))
      (should (equal history (skein-test-history))))))

(ert-deftest skein-chat-flood ()
  "Twenty thousand words arrive whole, and in pieces that are few."
  (skein-test-with-chat nil
    (let ((pieces 0))
      (advice-add 'skein-block-say :before (lambda (&rest _) (setq pieces (1+ pieces)))
                  '((name . count)))
      (unwind-protect
          (progn
            (skein-test-ask "flood 20000"))
        (advice-remove 'skein-block-say 'count))
      (should (skein-test-shows (concat (mapconcat #'number-to-string
                                                   (number-sequence 0 19999) " "))))
      (should (< 0 pieces 400)))))

(ert-deftest skein-chat-cancel-keeps-what-was-said ()
  "A cancelled answer is written as far as it came."
  (skein-test-with-chat nil
    (skein-test-say "hold")
    (skein-test-await (skein-test-shows "begun"))
    (skein-chat-cancel)
    (skein-test-settled)
    (should (skein-test-shows "begun"))
    (should-error (skein-chat-cancel) :type 'user-error)))

(ert-deftest skein-chat-queue ()
  "A second question waits for the first; cancelled before its turn it says so."
  (skein-test-with-chat nil
    (skein-test-say "hold")
    (skein-test-await (skein-test-shows "begun"))
    (skein-test-say "say second")
    (skein-test-say "say third")
    (skein-test-await (equal "queued" (overlay-get (skein-block-note (nth 2 skein-block-all))
                                                   'skein-state)))
    (goto-char (1+ (skein-block-begin (nth 1 skein-block-all))))
    (skein-chat-cancel)
    (skein-test-await (skein-test-shows "Cancelled."))
    (goto-char (point-max))
    (skein-chat-cancel)
    (skein-test-settled)
    (should (string-match-p "begun\\(.\\|\n\\)*\nthird" (skein-test-history)))))

(ert-deftest skein-chat-two-questions-at-once ()
  "A second question, sent before the first has made the thread, goes to it too."
  (skein-test-with-chat nil
    (skein-test-say "say one")
    (skein-test-ask "count")
    (should (string-match-p "\none\n\\(.\\|\n\\)*\n3\n" (skein-test-history)))))

(ert-deftest skein-chat-failure-and-asking-again ()
  "A failed turn says why, and can be asked again."
  (skein-test-with-chat nil
    (skein-test-ask "fail 400")
    (should (skein-test-shows "Failed: "))
    (should (skein-test-shows "asked to fail with 400"))
    (goto-char (point-max))
    (skein-chat-retry)
    (should-not (skein-test-shows "Failed: "))
    (skein-test-settled)
    (should (skein-test-shows "Failed: "))
    (skein-test-ask "say fine")
    (should (string-match-p "Failed: \\(.\\|\n\\)*\nfine" (skein-test-history)))))

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

(ert-deftest skein-chat-older-messages ()
  "A long thread shows its end first, and the rest when asked."
  (let* ((thread (skein-test-thread "long")) (id (plist-get thread :id)))
    (dotimes (number 130)
      (skein-call "message/append"
                  (list :threadId id :role "user" :content (format "m%d." number))
                  #'ignore))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "m129."))
      (should-not (skein-test-shows "m29."))
      (skein-chat-older)
      (should (skein-test-shows "m0."))
      (should-error (skein-chat-older) :type 'user-error)
      (should (equal (mapcar (lambda (number) (format "m%d." number)) (number-sequence 0 129))
                     (seq-filter (lambda (line) (string-prefix-p "m" line))
                                 (split-string (skein-test-history) "\n")))))))

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

(ert-deftest skein-chat-reading-while-it-arrives ()
  "Point and window stay at the line that is read, also when the answer is written."
  (save-window-excursion
    (skein-test-with-chat nil
      (switch-to-buffer (current-buffer))
      (skein-test-ask "say before")
      (skein-test-say "flood 20000")
      (skein-test-await (skein-test-shows " 900 "))
      (goto-char (point-min))
      (search-forward " 700 ")
      (set-window-start nil (- (point) 200))
      (let ((top (buffer-substring (window-start) (point))))
        (skein-test-settled)
        (skein-test-await (= 4 (plist-get skein-follow-thread :messageCount)))
        (skein-test-settled)
        (should (looking-back " 700 " 10))
        (should (equal (point) (window-point)))
        (should (equal top (buffer-substring (window-start) (point))))))))

(ert-deftest skein-chat-older-messages-by-scrolling ()
  "Older messages come when the window shows the first one, which stays in its place."
  (let* ((thread (skein-test-thread "scrolled")) (id (plist-get thread :id)))
    (dotimes (number 130)
      (skein-call "message/append"
                  (list :threadId id :role "user" :content (format "m%d." number)) #'ignore))
    (save-window-excursion
      (skein-test-with-chat thread
        (skein-test-await (skein-test-shows "m129."))
        (skein-test-settled)
        (switch-to-buffer (current-buffer))
        (goto-char (point-min))
        (set-window-start nil (point-min))
        (run-hook-with-args 'window-scroll-functions (selected-window) (point-min))
        (skein-test-await (skein-test-shows "m0."))
        (should (looking-at "You.*\nm30\\.\n"))
        (should (= (point) (window-start)))))))

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

(provide 'skein-chat-tests)
;;; skein-chat-tests.el ends here
