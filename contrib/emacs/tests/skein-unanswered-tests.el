;;; skein-unanswered-tests.el --- Questions without an answer  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Questions without an answer stay visible, and answers show what they are.

;;; Code:

(require 'skein-test)
(require 'skein-search)

(ert-deftest skein-unanswered-stays-where-it-was-asked ()
  "A question that failed stands in its place, with what was kept, also later."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "say one" "drop kept words")
      (should (skein-test-shows "C-c C-r asks again."))
      (skein-test-ask "say two")
      (setq thread skein-follow-thread)
      (should-not (skein-test-shows "C-c C-r asks again."))
      (skein-test-in-order
       "\none\n" "not answered\ndrop kept words\n"
       "partial answer; not sent to the model\nkept words\n" "Failed: The connection to"
       "\nsay two\n"))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "\ntwo\n"))
      (skein-test-settled)
      (skein-test-in-order
       "\none\n" "not answered\ndrop kept words\n" "\nkept words\n" "Failed: The connection to"
       "\nsay two\n")
      (should (= 1 (how-many "not answered" (point-min)))))))

(ert-deftest skein-unanswered-among-older-messages ()
  "A question among messages that are not shown yet comes with them, in its place."
  (let* ((thread (skein-test-thread "long and failed")) (id (plist-get thread :id))
         (append (lambda (first last)
                   (dolist (number (number-sequence first last))
                     (skein-call "message/append"
                                 (list :threadId id :role "user"
                                       :content (format "m%d." number)))))))
    (funcall append 1 20)
    (should-error (skein-call "turn/run" (list :threadId id :input "fail 400 early"))
                  :type 'skein-error)
    (funcall append 21 130)
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "m130."))
      (skein-test-settled)
      (should-not (skein-test-shows "fail 400 early"))
      (skein-chat-older)
      (skein-test-in-order "m20." "fail 400 early" "Failed: " "m21."))))

(ert-deftest skein-unanswered-search-finds-it ()
  "Searching finds what failed and what was said to it, and opens it there."
  (skein-test-with-chat nil
    (skein-test-ask "drop zyzzyva words"))
  (skein-search "zyzzyva")
  (goto-char (point-min))
  (while (not (search-forward "unanswered" (line-end-position) t))
    (should (= 0 (forward-line))))
  (should (string-match-p "^ *[0-9]+ " (thing-at-point 'line t)))
  (skein-search-visit)
  (should (looking-at "You.*not answered\ndrop zyzzyva words\n"))
  (kill-buffer))

(ert-deftest skein-unanswered-search-in-a-narrow-window ()
  "Where there is little room, what was found has it."
  (skein-test-with-chat nil
    (skein-test-ask "say the quagga"))
  (cl-letf (((symbol-function 'window-width) (lambda (&rest _) 44)))
    (skein-search "quagga"))
  (should (string-match-p "^[0-9]+ +assistant +the quagga" (buffer-string)))
  (skein-search "quagga")
  (should (string-match-p "^[0-9]+ +say the quagga +assistant +now +the quagga" (buffer-string))))

(ert-deftest skein-unanswered-are-gone-through ()
  "Going to the next or the previous message stops at such questions, too."
  (skein-test-with-chat nil
    (skein-test-ask "say one")
    (dolist (number '(1 2))
      (skein-test-say (format "fail 40%d" number))
      (skein-test-settled))
    (let ((lines (lambda (move)
                   (mapcar (lambda (_)
                             (funcall move)
                             (save-excursion
                               (forward-line 1)
                               (buffer-substring (point) (line-end-position))))
                           '(1 2 3)))))
      (goto-char (point-min))
      (should (equal '("one" "fail 401" "fail 402") (funcall lines #'skein-chat-next)))
      (goto-char skein-view--prompt)
      (should (equal '("fail 402" "fail 401" "one") (funcall lines #'skein-chat-previous))))))

(ert-deftest skein-unanswered-others-take-it-back ()
  "What another client takes back disappears."
  (skein-test-with-chat nil
    (skein-test-ask "fail 400")
    (let ((turn (skein-get (skein-call "turn/list" (list :threadId (skein-follow-id))) :data)))
      (skein-test-other "turn/withdraw" (list :turnId (plist-get (aref turn 0) :id))))
    (skein-test-await (not (skein-test-shows "fail 400")))))

(ert-deftest skein-unanswered-an-answer-without-words ()
  "A message of an older version or an import that has no words is shown as that."
  (skein-test-with-chat nil
    (skein-view-append (list :id "x" :role "assistant" :sequence 1 :content "\n"
                             :turnId :null :createdAt "2026-11-29T07:00:00.000Z"))
    (should (string-match-p "\\`Assistant .*\n(no words)\n" (skein-test-history)))))

(ert-deftest skein-unanswered-cut-answers-say-so ()
  "An answer that was cut says why, when it comes and later."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "cut half a")
      (skein-test-await (skein-test-shows "half a\nThe answer was cut off: it reached its length limit.\n"))
      (setq thread skein-follow-thread))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "\nhalf a\nThe answer was cut off: it reached")))))

(provide 'skein-unanswered-tests)
;;; skein-unanswered-tests.el ends here
