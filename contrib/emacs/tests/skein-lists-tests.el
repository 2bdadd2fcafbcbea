;;; skein-lists-tests.el --- Threads, search, models and tasks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Choosing from lists, and the contents of lists.

;;; Code:

(require 'skein-test)
(require 'skein-threads)
(require 'skein-search)
(require 'skein-models)
(require 'skein-tasks)

(defmacro skein-test-choosing (choose &rest body)
  "Run BODY, in which CHOOSE is called with the names offered and picks one.
With the names come their annotations, as pairs."
  (declare (indent 1) (debug t))
  `(let ((completing-read-function
          (lambda (_prompt collection &rest _)
            (let ((annotate (completion-metadata-get
                             (completion-metadata "" collection nil)
                             'annotation-function)))
              (funcall ,choose
                       (mapcar (lambda (name) (cons name (funcall annotate name)))
                               (all-completions "" collection)))))))
     ,@body))

(ert-deftest skein-threads-continue ()
  "Threads are offered by number and title, the newest first."
  (dolist (title '("twin" "twin" "newest %s"))
    (skein-test-thread title))
  (let (offered)
    (skein-test-choosing (lambda (names) (setq offered names) (car (nth 2 names)))
      (call-interactively #'skein-continue))
    (should (equal '("newest %s" "twin" "twin")
                   (mapcar (lambda (name) (replace-regexp-in-string "\\`[0-9]+  " "" (car name)))
                           (seq-take offered 3))))
    (should (string-match-p "now +0 messages" (cdar offered)))
    (should (equal "*skein: twin*" (buffer-name)))
    (kill-buffer)))

(defmacro skein-test-typing (typed &rest body)
  "Run BODY, in which each prompt gets the next text of the list TYPED."
  (declare (indent 1) (debug t))
  `(let* ((left ,typed)
          (completing-read-function (lambda (&rest _) (pop left))))
     ,@body))

(ert-deftest skein-threads-by-what-people-call-them ()
  "A number, the beginning of an id, a title or a part of one names a thread."
  (let* ((thread (skein-test-thread "Unlike any other")) (id (plist-get thread :id)))
    (dolist (name (list (number-to-string (plist-get thread :number)) id
                        (substring id 0 23) "unlike ANY other" "like any"))
      (skein-test-typing (list name)
        (should (equal id (plist-get (skein-threads-read "Which: ") :id)))))
    (skein-test-typing '("no such thing")
      (should (string-search "no thread with the title “no such thing”"
                             (cadr (should-error (skein-threads-read "Which: ")
                                                 :type 'user-error)))))
    (skein-test-typing '("999999")
      (should (string-search "no thread with the number 999999"
                             (cadr (should-error (skein-threads-read "Which: ")
                                                 :type 'user-error)))))
    (skein-call "thread/delete" (list :threadId id))
    (skein-test-typing '("Unlike any other")
      (should (string-match-p
               "\\`Thread [0-9]+, “Unlike any other” is deleted; M-x skein-restore"
               (cadr (should-error (skein-threads-read "Which: ") :type 'user-error)))))
    (skein-test-typing '("Unlike any other")
      (should (equal id (plist-get (skein-threads-read "Restore: " t) :id))))
    (skein-call "thread/delete" (list :threadId id :permanent t))))

(ert-deftest skein-threads-like-what-was-typed ()
  "Titles like a name that means no thread are offered."
  (let ((id (plist-get (skein-test-thread "Spindle and whorls") :id)))
    (skein-test-choosing #'caar
      (should (equal id (plist-get (skein-named-find "spindle") :id))))))

(ert-deftest skein-threads-of-one-title ()
  "Where a title is that of several, they are offered with what tells them apart."
  (let* ((first (skein-test-thread "the same")) (offered nil) (asked 0)
         (completing-read-function
          (lambda (_prompt collection &rest _)
            (setq asked (1+ asked))
            (if (= asked 1)
                "the same"
              (setq offered (all-completions "" collection))
              (number-to-string (plist-get first :number))))))
    (skein-test-thread "the same")
    (should (equal (plist-get first :id) (plist-get (skein-threads-read "Which: ") :id)))
    (should (= 2 (length offered)))
    (should (seq-every-p (lambda (name) (string-match-p "\\`[0-9]+  the same\\'" name)) offered))))

(ert-deftest skein-threads-last-of-anywhere ()
  "The thread that was touched last is gone on with, whoever touched it."
  (let ((thread (skein-test-thread "touched elsewhere")))
    (skein-test-thread "newer")
    (skein-test-shell "ask" "-t" (plist-get thread :id) "say hello")
    (save-window-excursion
      (skein-last)
      (skein-test-await (skein-test-shows "\nhello\n"))
      (should (equal (plist-get thread :id) (skein-follow-id)))
      (should (string-prefix-p (format " %d  touched elsewhere" (plist-get thread :number))
                               (skein-header-line)))
      ;; The shell continues the thread of a question asked here.
      (skein-test-ask "say from here")
      (should (equal "from here" (skein-test-shell "last" "-C")))
      (kill-buffer))))

(ert-deftest skein-threads-rename-delete-restore ()
  "A thread gets a new name, goes, and comes back."
  (let* ((thread (skein-test-thread "working title")) (id (plist-get thread :id)))
    (skein-test-with-chat thread
      (skein-test-await (not skein-follow--state))
      (skein-rename skein-follow-thread "100 % done")
      (skein-test-await (equal "*skein: 100 % done*" (buffer-name)))
      (should (string-search "100 %% done" (skein-header-line)))
      (skein-delete skein-follow-thread)
      (should-not (skein-follow-buffer id)))
    (skein-test-choosing (lambda (names)
                           (car (seq-find (lambda (name)
                                            (string-suffix-p "  100 % done" (car name)))
                                          names)))
      (call-interactively #'skein-restore))
    (should-not (skein-get (skein-call "thread/get" (list :threadId id))
                           :thread :deletedAt))))

(ert-deftest skein-threads-deleted-elsewhere ()
  "A chat whose thread another client deletes says so and sends nothing."
  (let ((thread (skein-test-thread "doomed")))
    (skein-test-with-chat thread
      (skein-test-other "thread/delete" (list :threadId (plist-get thread :id)))
      (skein-test-await skein-follow-trouble)
      (insert "say hello")
      (should-error (skein-chat-send) :type 'user-error)
      (should (equal "say hello" (skein-view-draft)))
      (skein-test-other "thread/restore" (list :threadId (plist-get thread :id)))
      (skein-test-await (not skein-follow-trouble))
      (skein-chat-send)
      (skein-test-settled)
      (should (skein-test-shows "\nhello\n")))))

(ert-deftest skein-threads-models ()
  "A thread's model is chosen from those that the providers have."
  (skein-test-with-chat nil
    (skein-test-ask "say hello")
    (skein-test-choosing (lambda (names)
                           (should (string-search "configured" (cdar names)))
                           (should (equal "scripted/scripted-2" (car (nth 1 names)))))
      (skein-models-read "Model: "))
    (should (string-search "nope" (cadr (should-error (skein-choose-model "scripted/nope")
                                                      :type 'user-error))))
    (should-not (equal "scripted/nope" (skein-get skein-follow-thread :model)))
    (skein-choose-model "scripted/scripted-2")
    (skein-test-await (equal "scripted/scripted-2" (skein-get skein-follow-thread :model)))
    (skein-test-ask "options")
    (should (skein-test-shows "\"model\": \"scripted-2\""))))

(ert-deftest skein-threads-aliases ()
  "Aliases are offered with what they mean, and what is asked now is marked."
  (cl-letf (((symbol-function 'skein-request)
             (lambda (&rest _)
               '(:data [(:id "p/one" :default t) (:id "p/two" :default :false)]
                       :errors [] :aliases [(:name "big" :model "p/two")]))))
    (let ((skein-follow-thread '(:model "big")))
      (should (equal '(("p/one" . "  the configured one") ("p/two" . "")
                       ("big" . "  asked now  is p/two"))
                     (skein-models--all))))
    (let ((skein-model "p/two") skein-follow-thread)
      (should (equal "  asked now" (cdr (assoc "p/two" (skein-models--all))))))))

(ert-deftest skein-threads-new-chat-settings ()
  "A chat without a thread takes its model and system prompt along."
  (skein-test-with-chat nil
    (skein-choose-model "scripted/scripted-2")
    (skein-system "Be terse.")
    (skein-test-ask "system")
    (should (skein-test-shows "\nBe terse.\n"))
    (should (equal "Be terse." (skein-get skein-follow-thread :systemPrompt)))
    (skein-test-ask "options")
    (should (skein-test-shows "\"model\": \"scripted-2\""))))

(ert-deftest skein-search-goes-to-the-message ()
  "A result is shown with what matched, and RET goes to its place."
  (skein-test-with-chat nil
    (skein-test-ask "say the quick\nbrown zebra"))
  (skein-search "zebra")
  (should (derived-mode-p 'skein-search-mode))
  (goto-char (point-min))
  (should (search-forward "zebra"))
  (should (eq 'match (get-text-property (1- (point)) 'face)))
  (skein-search-visit)
  (should (derived-mode-p 'skein-mode))
  (should (looking-at "You\\|Assistant"))
  (kill-buffer)
  (should-error (skein-search " ") :type 'user-error)
  (skein-search "\"(*:^")
  (should-not tabulated-list-entries))

(ert-deftest skein-lists-everything-is-autoloaded ()
  "What has an autoload cookie is also there after (require \\='skein)."
  (let ((folder (file-name-directory (locate-library "skein.el"))) commands)
    (dolist (file (directory-files folder t "\\`skein.*\\.el\\'"))
      (with-temp-buffer
        (insert-file-contents file)
        (while (re-search-forward "^;;;###autoload.*\n(\\S-+ '?\\(\\S-+\\)" nil t)
          (push (intern (match-string 1)) commands))))
    (with-temp-buffer
      (call-process (expand-file-name invocation-name invocation-directory) nil t nil
                    "-Q" "--batch" "-L" folder "-l" "skein" "--eval"
                    (format "(print (seq-remove #'fboundp '%S))" commands))
      (should (equal "nil" (string-trim (buffer-string)))))
    (should (> (length commands) 15))))

(provide 'skein-lists-tests)
;;; skein-lists-tests.el ends here
