;;; skein-lists-tests.el --- Threads, search, models and tasks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; What is chosen from, and what is listed.

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

(ert-deftest skein-threads-rename-delete-restore ()
  "A thread gets a new name, goes, and comes back."
  (let* ((thread (skein-test-thread "working title")) (id (plist-get thread :id)))
    (skein-test-with-chat thread
      (skein-test-await (not skein-follow--state))
      (skein-rename skein-follow-thread "100 % done")
      (skein-test-await (equal "*skein: 100 % done*" (buffer-name)))
      (should (string-search "100 %% done" (skein-chat--header-line)))
      (skein-delete skein-follow-thread)
      (should-not (skein-follow-buffer id)))
    (skein-test-choosing (lambda (names) (should (= 1 (length names))) (caar names))
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
    (skein-test-say "say hello")
    (skein-test-settled)
    (skein-test-choosing (lambda (names)
                           (should (string-search "configured" (cdar names)))
                           (should (equal "scripted/scripted-2" (car (nth 1 names)))))
      (skein-models-read "Model: "))
    (skein-choose-model "scripted/scripted-2")
    (skein-test-await (equal "scripted/scripted-2" (skein-get skein-follow-thread :model)))
    (skein-test-say "options")
    (skein-test-settled)
    (should (skein-test-shows "\"model\": \"scripted-2\""))))

(ert-deftest skein-threads-new-chat-settings ()
  "A chat without a thread takes its model and system prompt along."
  (skein-test-with-chat nil
    (skein-choose-model "scripted/scripted-2")
    (skein-chat-system-prompt "Be terse.")
    (skein-test-say "system")
    (skein-test-settled)
    (should (skein-test-shows "\nBe terse.\n"))
    (should (equal "Be terse." (skein-get skein-follow-thread :systemPrompt)))
    (skein-test-say "options")
    (skein-test-settled)
    (should (skein-test-shows "\"model\": \"scripted-2\""))))

(ert-deftest skein-search-goes-to-the-message ()
  "A result is shown with what matched, and RET goes to its place."
  (skein-test-with-chat nil
    (skein-test-say "say the quick\nbrown zebra")
    (skein-test-settled))
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

(ert-deftest skein-tasks-all-that-is-done ()
  "Tasks are added, done, changed, deleted and brought back."
  (skein-tasks)
  (let ((line (lambda () (goto-char (point-min)) (thing-at-point 'line t))))
    (skein-add-task "Wind the wool 🧶")
    (should (string-match-p "\\[ \\] *Wind the wool" (funcall line)))
    (skein-tasks-rename "Wind all the wool")
    (should (string-search "Wind all the wool" (funcall line)))
    (skein-tasks-describe "blue\nand red")
    (should (string-search "blue …" (funcall line)))
    (skein-tasks-toggle)
    (should (= (point-min) (point-max)))
    (skein-tasks-filter 'done)
    (should (string-match-p "\\[x\\] *Wind all" (funcall line)))
    (skein-tasks-toggle)
    (skein-tasks-filter 'open)
    (funcall line)
    (skein-tasks-delete)
    (skein-tasks-filter 'deleted)
    (funcall line)
    (skein-tasks-restore)
    (skein-tasks-filter 'open)
    (should (string-search "Wind all" (funcall line)))
    (should-error (skein-tasks-archive) :type 'user-error)
    (skein-tasks-toggle)
    (skein-tasks-filter 'done)
    (funcall line)
    (skein-tasks-archive)
    (should (= (point-min) (point-max)))
    (skein-tasks-filter 'archived)
    (should (string-search "Wind all" (funcall line)))
    (skein-tasks-filter 'open)
    (should-error (skein-tasks-toggle) :type 'user-error)
    (should-error (skein-add-task "") :type 'user-error))
  (kill-buffer "*skein tasks*"))

(ert-deftest skein-tasks-follow-others ()
  "A task that another client adds appears, also after a restart."
  (skein-tasks)
  (with-current-buffer "*skein tasks*"
    (skein-test-other "task/create" '(:title "from a shell"))
    (skein-test-await (string-search "from a shell" (buffer-string)))
    (skein-test-shell "daemon" "restart")
    (skein-test-other "task/create" '(:title "and another"))
    (skein-test-await (string-search "and another" (buffer-string)))
    (kill-buffer)))

(ert-deftest skein-tasks-lead-to-their-thread ()
  "A task added in a chat is about its thread."
  (let ((thread (skein-test-thread "about wool")))
    (skein-test-with-chat thread
      (skein-test-await (not skein-follow--state))
      (skein-add-task "Think about it"))
    (skein-tasks)
    (goto-char (point-min))
    (search-forward "Think about it")
    (skein-tasks-open-thread)
    (should (equal "*skein: about wool*" (buffer-name)))
    (kill-buffer)
    (kill-buffer "*skein tasks*")))

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
