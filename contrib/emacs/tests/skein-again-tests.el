;;; skein-again-tests.el --- Asking anew, and taking back  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Undo, edit and retry apply to the last question, with or without an answer.

;;; Code:

(require 'skein-test)
(require 'skein-variants)
(require 'skein-threads)
(require 'skein-models)

(ert-deftest skein-again-undo-of-what-failed ()
  "What failed is taken back as the last question, and does not come again."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "say one" "fail 400\nin two lines")
      (setq thread skein-follow-thread)
      (skein-test-saying said
        (skein-chat-undo)
        (should (equal '("Taken back: “fail 400 in two lines”, which had no answer.") said)))
      (skein-test-settled)
      (should-not (skein-test-shows "fail 400"))
      (skein-test-saying said
        (skein-chat-undo)
        (should (string-match-p
                 "\\`Taken back: “say one”\\.  The thread as it was is version [0-9]+: " (car said))))
      (skein-test-await (equal "" (skein-test-history)))
      (should (equal "Nothing has been asked in this thread"
                     (cadr (should-error (skein-chat-undo) :type 'user-error)))))
    (skein-test-with-chat thread
      (skein-test-await (not skein-follow--state))
      (should (equal "" (skein-test-history))))))

(ert-deftest skein-again-edit ()
  "The last question is asked otherwise; left as it was, or empty, it is not asked."
  (skein-test-with-chat nil
    (skein-test-ask "say wrong")
    (dolist (left '("say wrong" ""))
      (skein-edit)
      (should (equal "say wrong" (skein-view-draft)))
      (should (string-search "editing" (skein-chat--mode-line)))
      (skein-view-set-draft left)
      (skein-test-saying said
        (skein-chat-send)
        (should (string-search "nothing is asked, nothing is taken back" (car said))))
      (should (equal "" (skein-view-draft)))
      (should (skein-test-shows "\nwrong\n")))
    (skein-edit)
    (skein-chat-cancel)
    (should (equal "" (skein-view-draft)))
    (should-not skein-again-edited)
    (skein-edit)
    (skein-view-set-draft "say right")
    (skein-chat-send)
    (skein-test-settled)
    (skein-test-await (skein-test-shows "\nright\n"))
    (should-not (skein-test-shows "wrong"))
    (should (eql 2 (skein-get (skein-call "thread/get" (list :threadId (skein-follow-id)))
                              :thread :messageCount)))
    (insert "draft")
    (should-error (skein-edit) :type 'user-error)
    (should (equal "draft" (skein-view-draft)))))

(ert-deftest skein-again-outside-of-a-chat ()
  "Where there is no chat, the commands for one say so."
  (with-temp-buffer
    (dolist (command '(skein-edit skein-fork skein-variants skein-system skein-option))
      (should (string-search "M-x skein goes to one"
                             (cadr (should-error (call-interactively command)
                                                 :type 'user-error)))))))

(ert-deftest skein-again-edit-of-any-question ()
  "What stood from an earlier question on is kept as a version, and the draft is asked there."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-ask "say one" "say two" "say three")
      (goto-char (point-min))
      (search-forward "\ntwo")
      (skein-edit)
      (should (equal "say two" (skein-view-draft)))
      (skein-view-set-draft "count")
      (skein-test-saying said
        (skein-chat-send)
        (should (string-match-p "“say two”\\.  The thread as it was is version" (car said))))
      (skein-test-settled)
      (skein-test-await (skein-test-shows "\n3\n"))
      (should (skein-test-shows "\none\n"))
      (should-not (skein-test-shows "\ntwo\n"))
      (should-not (skein-test-shows "\nthree\n"))
      (should (= 1 (length (skein-threads--versions skein-follow-thread)))))))

(ert-deftest skein-again-edit-of-an-earlier-failure ()
  "A question in the middle that has no answer is asked otherwise in its place."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-ask "say one" "fail 400" "say three")
      (goto-char (point-min))
      (search-forward "not answered")
      (skein-edit)
      (skein-view-set-draft "say mended")
      (skein-chat-send)
      (skein-test-settled)
      (skein-test-await (skein-test-shows "\nmended\n"))
      (should-not (skein-test-shows "fail 400"))
      (should-not (skein-test-shows "\nthree\n"))
      (should (skein-test-shows "\none\n")))))

(ert-deftest skein-again-fork-from-any-question ()
  "A copy ends with the answer to the question at point; in the draft it has all."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (should-error (skein-fork) :type 'user-error)
      (skein-test-ask "say one" "say two" "fail 400" "say three")
      (pcase-dolist (`(,place ,shown ,hidden ,draft) '(("say one" "\none\n" "\ntwo\n" "")
                                                       ("fail 400" "\ntwo\n" "\nthree\n" "fail 400")
                                                       (nil "\nthree\n" "no such" "")))
        (save-window-excursion
          (set-buffer chat)
          (goto-char (if place (point-min) (point-max)))
          (when place (search-forward place))
          (skein-fork)
          (skein-test-await (skein-test-shows shown))
          (should-not (skein-test-shows hidden))
          (should (equal draft (skein-view-draft)))
          (kill-buffer))))))

(ert-deftest skein-again-edit-asks-as-before ()
  "What is asked in place of a question has its model, system prompt and options."
  (skein-test-with-chat nil
    (skein-test-ask "say one")
    (skein-call "turn/run" (list :threadId (skein-follow-id) :input "say second"
                                 :model "scripted-2" :systemPrompt "Be brief."
                                 :options (list :temperature 0.25)))
    (skein-test-await (skein-test-shows "\nsecond\n"))
    (pcase-dolist (`(,question . ,shown) '(("options" . "\"model\": \"scripted-2\"")
                                           ("options again" . "\"temperature\": 0.25")
                                           ("system" . "\nBe brief.\n")))
      (skein-edit)
      (skein-view-set-draft question)
      (skein-chat-send)
      (skein-test-await (skein-test-shows shown))
      (skein-test-settled))))

(ert-deftest skein-again-edit-of-what-failed ()
  "A question that failed is edited as any other."
  (skein-test-with-chat nil
    (skein-test-ask "fail 400")
    (skein-edit)
    (should (equal "fail 400" (skein-view-draft)))
    (skein-view-set-draft "say mended")
    (skein-chat-send)
    (skein-test-settled)
    (should (skein-test-shows "\nmended\n"))
    (should-not (skein-test-shows "fail 400"))))

(ert-deftest skein-again-edit-that-comes-too-late ()
  "Where another client has asked since, nothing is taken back and the draft stays."
  (skein-test-with-chat nil
    (skein-test-ask "say one")
    (skein-edit)
    (skein-view-set-draft "say other")
    (skein-test-other "turn/run" (list :threadId (skein-follow-id) :input "say two"))
    (skein-test-await (and (skein-test-shows "\ntwo\n") (not skein-block-all)))
    (should-error (skein-chat-send) :type 'user-error)
    (should (equal "say other" (skein-view-draft)))
    (should (skein-test-shows "\none\n"))))

(ert-deftest skein-again-nothing-while-it-runs ()
  "While something is answered, the last question is not known yet."
  (skein-test-with-chat nil
    (dolist (command '(skein-chat-retry skein-chat-undo skein-edit))
      (should (equal "Nothing has been asked in this thread"
                     (cadr (should-error (funcall command) :type 'user-error)))))
    (skein-test-say "hold")
    (skein-test-await (skein-test-shows "begun"))
    (dolist (command '(skein-chat-retry skein-chat-undo skein-edit))
      (should-error (funcall command) :type 'user-error))
    (skein-chat-cancel)
    (skein-test-settled)))

(ert-deftest skein-again-never-asked ()
  "A question that no daemon has taken is asked again, edited or taken back."
  (let ((inhibit-message t)
        (fail (lambda (question)
                (skein-test-shell "daemon" "stop")
                (skein-test-await (not skein--connection))
                (let ((skein-executable "/no/such/skein"))
                  (skein-view-set-draft "")
                  (skein-ask-here question)))))
    (skein-test-with-chat nil
      (skein-test-ask "say one")
      (cl-letf (((symbol-function 'skein-view-draft) (lambda () "another draft")))
        (funcall fail "say two"))
      (should (skein-test-shows "\nsay two\n"))
      (skein-test-saying said
        (skein-chat-undo)
        (should (equal "Taken back: “say two”, which was never asked." (car said))))
      (should-not (skein-test-shows "say two"))
      (cl-letf (((symbol-function 'skein-view-draft) (lambda () "another draft")))
        (funcall fail "say three"))
      (skein-chat-retry)
      (skein-test-settled)
      (skein-test-await (skein-test-shows "\nthree\n"))
      (should (= 1 (how-many "^say three$" (point-min)))))))

(ert-deftest skein-again-versions ()
  "What undo keeps is a version of its thread, and stands in no list."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-ask "say versioned")
      (skein-chat-undo)
      (skein-test-settled)
      (let ((id (skein-follow-id))
            (versions (skein-threads--versions skein-follow-thread)))
        (should (= 1 (length versions)))
        (should (equal id (plist-get (car versions) :copyOf)))
        (should-not (member (plist-get (car versions) :id)
                            (mapcar (lambda (thread) (plist-get thread :id))
                                    (skein-all "thread/list" nil))))
        (should (equal id (plist-get (car (skein-threads--versions (car versions))) :id)))
        (save-window-excursion
          (cl-letf (((symbol-function 'completing-read)
                     (lambda (_prompt table &rest _) (car (all-completions "" table)))))
            (skein-versions skein-follow-thread))
          (skein-test-await (skein-test-shows "\nversioned\n"))
          (kill-buffer))))))

(provide 'skein-again-tests)
;;; skein-again-tests.el ends here
