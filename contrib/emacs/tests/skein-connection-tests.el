;;; skein-connection-tests.el --- Calling, and losing the daemon  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The behaviour of `skein-call'.

;;; Code:

(require 'skein-test)
(require 'skein-health)
(require 'skein-turn)

(ert-deftest skein-connection-values-stay-apart ()
  "Every value of JSON comes back as it went."
  (let ((sent '(:null :null :false :false :true t :array [] :object nil
                      :nested [:null nil [] (:a "é😀\n\t\"")] :number 12 :float 0.5)))
    (should (equal sent (skein-get (skein-call "user/update" (list :preferences sent))
                                   :user :preferences)))
    (should (equal sent (skein-get (skein-call "user/get" nil) :user :preferences)))))

(ert-deftest skein-connection-errors-are-signalled ()
  "A call that waits signals the daemon's sentence, code and kind."
  (let ((problem (should-error (skein-call "thread/get" (list :threadId (skein-uuid)))
                               :type 'skein-error)))
    (should (stringp (skein-error-message problem)))
    (should (equal "notFound" (skein-error-kind problem)))
    (should (equal -32002 (skein-error-code problem)))
    (should (equal "thread" (plist-get (plist-get (cddr problem) :data) :entity)))))

(ert-deftest skein-connection-without-a-key ()
  "An error without a key is said in the words of the daemon, as every other."
  (let ((problem (list :message "No key." :data (list :code "noKey" :provider "openai"))))
    (should (equal "No key." (skein-error-words problem))))
  (let ((problem (list :message "No key." :data (list :code "noKey" :param "SKEIN_TEST_KEY")))
        (process-environment (cons "SKEIN_TEST_KEY" process-environment)))
    (should (equal "No key." (skein-error-words problem)))
    (setenv "SKEIN_TEST_KEY" "k")
    (should (string-suffix-p
             "SKEIN_TEST_KEY is set here, but the daemon was started without it: \
skein daemon restart passes it on, unless systemd starts the daemon."
             (skein-error-words problem))))
  (should (equal "Not now." (skein-error-words '(:message "Not now." :data (:code :null)))))
  (should-not (skein-error-words nil)))

(ert-deftest skein-connection-callbacks ()
  "A call with a callback returns at once and ends in one of two ways."
  (let (result problem)
    (should-not (skein-call "ping" nil (lambda (it) (setq result (list it)))))
    (should-not result)
    (skein-test-await result)
    (should (equal '(nil) result))
    (skein-call "no/such" nil #'error (lambda (it) (setq problem it)))
    (skein-test-await problem)
    (should (equal "methodNotFound" (skein-error-kind problem)))
    (let ((inhibit-message t))
      (skein-call "no/such" nil #'error)
      (skein-test-await (string-match-p "no/such" (or (current-message) "no/such"))))))

(ert-deftest skein-connection-a-bad-callback-keeps-nothing-waiting ()
  "An error in a callback does not stop the messages after it."
  (let ((debug-on-error nil) (inhibit-message t) done)
    (skein-call "ping" nil (lambda (_) (error "From a callback")))
    (skein-call "ping" nil (lambda (_) (setq done t)))
    (skein-test-await done)))

(ert-deftest skein-connection-big-and-foreign-text ()
  "A megabyte of text of many scripts comes back whole."
  (let* ((text (apply #'concat (make-list 30000 "Wörter слова 言葉 🧶\n")))
         (thread (skein-test-thread "big"))
         (id (skein-get (skein-call "message/append"
                                    (list :threadId (plist-get thread :id) :role "user"
                                          :content text))
                        :message :id)))
    (should (equal text (skein-get (skein-call "message/get" (list :messageId id))
                                   :message :content)))))

(ert-deftest skein-connection-what-is-no-text-is-refused ()
  "Bytes that are no characters never leave, and the connection lives on."
  (should (equal "invalidParams"
                 (skein-error-kind
                  (should-error (skein-call "thread/search" (list :query "a\200b"))
                                :type 'skein-error))))
  (should-not (skein-call "ping" nil)))

(ert-deftest skein-connection-quitting-cancels ()
  "Quitting a call that waits ends the call and its turn, and nothing else."
  (let ((id (skein-uuid)) (other nil))
    (run-at-time 0.3 nil (lambda () (setq quit-flag t)))
    (skein-call "ping" nil (lambda (_) (setq other t)))
    (should (eq 'quit (condition-case nil
                          (skein-call "turn/run" (list :id id :input "hold"))
                        (quit 'quit))))
    (skein-test-await
      (equal "cancelled" (skein-get (skein-call "turn/get" (list :turnId id))
                                    :turn :status)))
    (should other)))

(ert-deftest skein-connection-ten-at-once ()
  "Answers find the calls they belong to."
  (let (threads)
    (dotimes (number 10)
      (skein-call "thread/create" (list :title (format "t%d" number))
                  (lambda (answer)
                    (push (cons number (skein-get answer :thread :title)) threads))))
    (skein-test-await (= 10 (length threads)))
    (pcase-dolist (`(,number . ,title) threads)
      (should (equal title (format "t%d" number))))))

(ert-deftest skein-connection-starts-the-daemon ()
  "A daemon that does not run is started by the next call."
  (skein-test-shell "daemon" "stop")
  (skein-test-await (not skein--connection))
  (should-not (skein-call "ping" nil)))

(ert-deftest skein-connection-closed-behind-its-back ()
  "A connection that was closed a moment ago is replaced by the next call."
  (skein-call "ping" nil)
  (skein-test-shell "daemon" "restart")
  (should-not (skein-call "ping" nil)))

(ert-deftest skein-connection-says-what-is-missing ()
  "Without the command the error names the setting."
  (skein-test-shell "daemon" "stop")
  (skein-test-await (not skein--connection))
  (let* ((skein-executable "/no/such/skein")
         (problem (should-error (skein-call "ping" nil) :type 'skein-error))
         (later nil))
    (should (equal "unreachable" (skein-error-kind problem)))
    (should (string-search "skein-executable" (skein-error-message problem)))
    (skein-call "ping" nil #'error (lambda (it) (setq later it)))
    (should (equal "unreachable" (skein-error-kind later))))
  (should-not (skein-call "ping" nil)))

(ert-deftest skein-connection-waiting-while-the-daemon-dies ()
  "A call whose daemon dies fails and does not wait for ever."
  (let ((pid (plist-get (skein-call "server/info" nil) :pid)))
    (run-at-time 0.3 nil #'signal-process pid 'SIGKILL)
    (should (equal "disconnected"
                   (skein-error-kind
                    (should-error (skein-call "turn/run" '(:input "hold"))
                                  :type 'skein-error))))
    (should-not (skein-call "ping" nil))))

(ert-deftest skein-connection-a-turn-outlives-the-connection ()
  "When only the connection is lost, the turn is followed over the next one."
  (let* ((events nil)
         (id (skein-turn-start '(:input "hold")
                               (lambda (event data) (push (cons event data) events)))))
    (skein-test-await (assq 'text events))
    (delete-process (skein-rpc-process skein--connection))
    (skein-test-await (and skein--connection (not (skein-call "ping" nil))))
    (skein-turn-cancel id)
    (skein-test-await (assq 'ended events))
    (should (equal "cancelled" (plist-get (cdr (assq 'ended events)) :status)))
    (should (equal "begun " (mapconcat (lambda (it) (if (eq (car it) 'text) (cdr it) ""))
                                       (reverse events) "")))))

(ert-deftest skein-connection-a-killed-daemon-interrupts-the-turn ()
  "A daemon that is killed is started again, and says what became of the turn."
  (let (events)
    (skein-turn-start '(:input "hold")
                      (lambda (event data) (push (cons event data) events)))
    (skein-test-await (assq 'text events))
    (skein-test-kill-daemon)
    (skein-test-await (assq 'ended events))
    (should (equal "interrupted" (plist-get (cdr (assq 'ended events)) :status)))))

(ert-deftest skein-connection-a-start-whose-answer-is-lost ()
  "A turn that was asked for on a dying connection is asked for once."
  (let* (events
         (id (skein-turn-start '(:input "say once")
                               (lambda (event data) (push (cons event data) events)))))
    (delete-process (skein-rpc-process skein--connection))
    (skein-test-await (assq 'ended events))
    (should (equal "once" (plist-get (cdr (assq 'ended events)) :output)))
    (should (equal id (plist-get (cdr (assq 'ended events)) :id)))))

(ert-deftest skein-connection-health ()
  "All that works is said to, and what does not, with advice."
  (save-window-excursion
    (skein-health)
    (should (string-prefix-p "All is well." (buffer-string)))
    (dolist (line '("^ok +emacs +[0-9]" "^ok +command .*skein" "^ok +daemon +skeind [0-9.]+, process"
                    "^ok +database +/.*\\.db" "^ok +asked now +scripted/scripted" "^ok +models +2 models"))
      (should (string-match-p line (buffer-string))))
    (let ((skein-executable "/no/such/skein") (skein-model "scripted/nope"))
      (skein-health)
      (should (string-prefix-p "2 things to see to." (buffer-string)))
      (should (string-match-p "^wrong +command .*not found\n +→ install skein" (buffer-string)))
      (should (string-match-p "^wrong +asked now .*nope" (buffer-string))))
    (kill-buffer)))

(provide 'skein-connection-tests)
;;; skein-connection-tests.el ends here
