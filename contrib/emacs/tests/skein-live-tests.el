;;; skein-live-tests.el --- Chats and the world around them  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Chats whose thread other clients write to, and chats that lose the daemon.

;;; Code:

(require 'skein-test)

(ert-deftest skein-live-failure-is-shown-later ()
  "A chat that is opened after its last turn has failed says so."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-ask "say fine" "fail 400")
      (setq thread skein-follow-thread))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "Failed: "))
      (should (string-match-p "\nfine\n\\(.\\|\n\\)*\nfail 400\n\\(.\\|\n\\)*Failed: "
                              (skein-test-history)))
      (skein-live--resync)
      (skein-test-settled)
      (should (= 1 (how-many "Failed: " (point-min)))))))

(ert-deftest skein-live-late-words ()
  "What arrives after the messages of its turn leaves no trace."
  (skein-test-with-chat nil
    (skein-test-say "say once")
    (let ((block (car skein-block-all)))
      (skein-test-settled)
      (let ((history (skein-test-history)))
        (dolist (event '((text . "late") (reasoning . "late") (started)
                         (replaced :text "late" :reasoning "late")
                         (ended :status "failed" :messageIds [])))
          (funcall (skein-live-handler block) (car event) (cdr event)))
        (should (equal history (skein-test-history)))))))

(ert-deftest skein-live-shows-what-others-append ()
  "A message that another client appends is shown."
  (let ((thread (skein-test-thread "shared")))
    (skein-test-with-chat thread
      (insert "my draft")
      (skein-test-other "message/append"
                        (list :threadId (plist-get thread :id) :role "user"
                              :content "from elsewhere"))
      (skein-test-await (skein-test-shows "from elsewhere"))
      (should (equal "my draft" (skein-view-draft))))))

(ert-deftest skein-live-shows-what-others-ask ()
  "A turn that another client has begun is shown while it runs, once."
  (let ((thread (skein-test-thread "asked elsewhere")))
    (skein-test-with-chat thread
      (let ((other (start-process "other" nil "skein" "call" "turn/start"
                                  (json-serialize (list :threadId (plist-get thread :id)
                                                        :input "hold")))))
        (skein-test-await (skein-test-shows "begun"))
        (skein-test-other "turn/cancel"
                          (list :turnId (skein-block-id (car skein-block-all))))
        (skein-test-settled)
        (skein-test-await (eql 2 (skein-get skein-follow-thread :messageCount)))
        (should (= 1 (how-many "begun" (point-min))))
        (should (string-match-p "Assistant.*  cancelled\nbegun" (skein-test-history)))
        (skein-test-await (not (process-live-p other)))))))

(ert-deftest skein-live-shows-why-others-have-no-answer ()
  "A turn of another client that fails at once is shown, with the key that asks again."
  (let ((thread (skein-test-thread "failing")))
    (skein-test-with-chat thread
      (call-process "skein" nil nil nil "ask" "-t" (plist-get thread :id) "fail 400")
      (skein-test-await (skein-test-shows "Failed: "))
      (should (skein-test-shows "C-c C-r asks again."))
      (skein-live--resync)
      (skein-test-settled)
      (should (= 1 (how-many "Failed: " (point-min))))
      (skein-test-other "turn/run" (list :threadId (plist-get thread :id) :input "say since"))
      (skein-test-await (skein-test-shows "\nsince"))
      (let ((failed (skein-get (skein-call "turn/list" (list :threadId (plist-get thread :id)
                                                             :status "failed"))
                               :data)))
        (call-process "skein" nil nil nil "call" "turn/retry"
                      (json-serialize (list :turnId (plist-get (aref failed 0) :id)))))
      (skein-test-await (string-match-p "\nsince\\(.\\|\n\\)*Failed: " (skein-test-history)))
      ;; Each attempt has its result, and the question is shown once.
      (should (= 1 (how-many "not answered" (point-min))))
      (should (= 2 (how-many "Failed: " (point-min)))))))

(ert-deftest skein-live-shows-that-others-take-back ()
  "What another client takes back disappears, even if as much is said anew."
  (let ((thread (skein-test-thread "reverted")))
    (skein-test-with-chat thread
      (skein-test-ask "say one" "say two")
      (skein-test-other "thread/revert"
                        (list :threadId (plist-get thread :id) :throughSequence 2))
      (skein-test-other "turn/run"
                        (list :threadId (plist-get thread :id) :input "say three"))
      (skein-test-await (and (skein-test-shows "\nthree\n") (not skein-follow--state)))
      (should (skein-test-shows "\none\n"))
      (should-not (skein-test-shows "\ntwo\n")))))

(ert-deftest skein-live-killed-buffer-loses-nothing ()
  "A turn whose buffer is killed goes on, and is shown by the next."
  (let (thread)
    (skein-test-with-chat nil
      (skein-test-say "hold")
      (skein-test-await (skein-test-shows "begun"))
      (setq thread skein-follow-thread))
    (should (= 0 (hash-table-count skein-turns)))
    (skein-test-with-chat thread
      (skein-test-await (skein-test-shows "begun"))
      (skein-chat-cancel)
      (skein-test-settled)
      (should (skein-test-shows "begun")))))

(ert-deftest skein-live-killed-daemon ()
  "When the daemon is killed, the chat says what became of its turn and goes on."
  (skein-test-with-chat nil
    (skein-test-say "hold")
    (skein-test-await (skein-test-shows "begun"))
    (insert "draft")
    (skein-test-kill-daemon)
    (skein-test-await (skein-test-shows "Interrupted: "))
    (should (equal "draft" (skein-view-draft)))
    ;; What was on the screen is not taken away, also not by the next look.
    (should (skein-test-shows "partial answer; not sent to the model\nbegun"))
    (skein-test-settled)
    (skein-live--resync)
    (skein-test-settled)
    (should (skein-test-shows "partial answer; not sent to the model\nbegun"))
    (skein-view-set-draft "")
    (skein-test-ask "say again")
    (should (skein-test-shows "\nagain\n"))))

(ert-deftest skein-live-what-was-heard-comes-late ()
  "What was heard stays, also where the question is shown as unanswered before."
  (skein-test-with-chat nil
    (skein-test-say "hold")
    (skein-test-await (skein-test-shows "begun"))
    (let* ((block (car skein-block-all))
           (turn (list :id (skein-block-id block) :status "interrupted" :input "hold"
                       :output :null :afterSequence 0 :messageIds []
                       :queuedAt "2026-11-29T07:00:00.000Z")))
      (skein-unanswered-set (list turn))
      (should-not (skein-test-shows "partial answer"))
      (skein-live--ended block turn)
      (should (skein-test-shows "partial answer; not sent to the model\nbegun"))
      (should (= 1 (how-many "^hold$" (point-min))))
      (skein-turn-cancel (plist-get turn :id))
      (skein-test-settled))))

(ert-deftest skein-live-idle-chats-come-back ()
  "A chat that was idle while the daemon was restarted shows what it missed."
  (let ((thread (skein-test-thread "idle")))
    (skein-test-with-chat thread
      (skein-test-await (not skein-follow--state))
      (skein-test-shell "daemon" "stop")
      (skein-test-await (not skein--connection))
      (skein-test-other "message/append"
                        (list :threadId (plist-get thread :id) :role "user"
                              :content "meanwhile"))
      (skein-test-await (skein-test-shows "meanwhile")))))

(ert-deftest skein-live-without-a-daemon ()
  "When no daemon can be started the question comes back, with the reason."
  (skein-test-with-chat nil
    (skein-test-shell "daemon" "stop")
    (skein-test-await (not skein--connection))
    (let ((skein-executable "/no/such/skein"))
      (skein-test-say "say hello")
      (should (equal "say hello" (skein-view-draft)))
      (should (skein-test-shows "skein-executable")))
    (skein-chat-send)
    (skein-test-settled)
    (should (skein-test-shows "\nhello\n"))))

(ert-deftest skein-live-trouble-that-is-over ()
  "What kept a chat from its thread keeps no question back once it is over."
  (let ((inhibit-message t) (thread (skein-test-thread "troubled")))
    (skein-test-shell "daemon" "stop")
    (skein-test-await (not skein--connection))
    (let ((skein-executable "/no/such/skein"))
      (should-error (skein-chat-buffer thread) :type 'user-error))
    (skein-test-with-chat thread
      (skein-test-settled)
      (skein-follow--failed (skein--problem "It was out of reach." -1 "unreachable"))
      (should (string-search "It was out of reach." (skein-header-line)))
      (skein-test-ask "say hello")
      (should (skein-test-shows "\nhello\n"))
      (should-not skein-follow-trouble))))

(provide 'skein-live-tests)
;;; skein-live-tests.el ends here
