;;; skein-tasks-tests.el --- The list of tasks  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The tasks in a buffer of their own, with the keys that change them.

;;; Code:

(require 'skein-test)
(require 'skein-threads)
(require 'skein-search)
(require 'skein-models)
(require 'skein-tasks)

(ert-deftest skein-tasks-nothing-beyond-the-lines ()
  "Beside the lines, also in an empty list, nothing is changed."
  (skein-tasks)
  (skein-add-task "the only one")
  (goto-char (point-max))
  (dolist (command '(skein-tasks-toggle skein-tasks-delete skein-tasks-archive
                     skein-tasks-open-thread skein-tasks-describe))
    (should-error (funcall command) :type 'user-error))
  (let (tabulated-list-entries)
    (tabulated-list-print)
    (should (= (point-min) (point-max)))
    (should-error (skein-tasks-delete) :type 'user-error))
  (kill-buffer))

(ert-deftest skein-tasks-all-that-is-done ()
  "Tasks are added, done, changed, deleted and brought back."
  (skein-tasks)
  (let ((line (lambda () (goto-char (point-min)) (thing-at-point 'line t))))
    (skein-add-task "Wind the wool 🧶")
    (should (string-match-p "\\`[0-9]+ +\\[ \\] *Wind the wool" (funcall line)))
    (skein-tasks-rename "Wind all the wool")
    (should (string-search "Wind all the wool" (funcall line)))
    (save-window-excursion
      (skein-tasks-describe)
      (insert "blue\nand red")
      (skein-compose-finish))
    (skein-test-await (string-search "blue …" (funcall line)))
    ;; A text of several lines stays as it is, also when it is looked at again.
    (save-window-excursion
      (skein-tasks-describe)
      (should (equal "blue\nand red" (buffer-string)))
      (cl-letf (((symbol-function 'skein-request) (lambda (&rest _) (ert-fail "was sent"))))
        (skein-compose-finish)))
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

(provide 'skein-tasks-tests)
;;; skein-tasks-tests.el ends here
