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

(provide 'skein-chat-tests)
;;; skein-chat-tests.el ends here
