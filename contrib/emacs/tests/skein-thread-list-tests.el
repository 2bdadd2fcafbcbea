;;; skein-thread-list-tests.el --- The list of threads  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; What a person does in the list of threads.

;;; Code:

(require 'skein-test)
(require 'skein-thread-list)

(defmacro skein-test-with-thread-list (&rest body)
  "Run BODY in the list of threads."
  (declare (indent 0) (debug t))
  `(let ((inhibit-message t))
     (save-window-excursion
       (skein-threads)
       (unwind-protect (progn ,@body)
         (when (get-buffer "*skein threads*")
           (kill-buffer "*skein threads*"))))))

(defun skein-test-line (title)
  "Go to the line of the thread with TITLE."
  (goto-char (point-min))
  (search-forward title)
  (beginning-of-line))

(ert-deftest skein-thread-list-shows-and-opens ()
  "A line has the number, the age, the messages and the title, and opens the chat."
  (let ((thread (skein-test-thread "listed once")))
    (skein-call "message/append" (list :threadId (plist-get thread :id) :role "user"
                                       :content "hello"))
    (skein-test-with-thread-list
      (should (looking-at (format "%d +now +1 +listed once" (plist-get thread :number))))
      (skein-thread-list-open)
      (should (equal "*skein: listed once*" (buffer-name)))
      (kill-buffer))))

(ert-deftest skein-thread-list-leaves-rewritings-out ()
  "Threads of rewritings are listed only after W."
  (skein-test-thread "a listed chat")
  (skein-request "thread/create" (list :title "a listed rewriting" :purpose "edit"))
  (skein-test-with-thread-list
    (should (string-search "a listed chat" (buffer-string)))
    (should-not (string-search "a listed rewriting" (buffer-string)))
    (skein-thread-list-edits)
    (skein-test-line "a listed rewriting")
    (should (string-search "rewritings" (skein-thread-list--state)))
    (skein-thread-list-edits)
    (should-not (string-search "a listed rewriting" (buffer-string)))))

(ert-deftest skein-thread-list-deletes-and-restores ()
  "What is deleted goes, and u brings it back; beside the lines nothing is done."
  (skein-test-thread "doomed listed")
  (skein-test-with-thread-list
    (goto-char (point-max))
    (dolist (command '(skein-thread-list-open skein-thread-list-delete skein-thread-list-rename
                       skein-thread-list-versions skein-thread-list-restore))
      (should-error (funcall command) :type 'user-error))
    (skein-test-line "doomed listed")
    (skein-thread-list-delete)
    (should-not (string-search "doomed listed" (buffer-string)))
    (skein-thread-list-deleted)
    (skein-test-line "doomed listed")
    (should (string-search "deleted" (skein-thread-list--state)))
    (skein-thread-list-deleted)
    (skein-thread-list-restore)
    (skein-test-line "doomed listed")
    (skein-thread-list-delete)
    (skein-thread-list-deleted)
    (skein-test-line "doomed listed")
    (skein-thread-list-restore)
    (should-not (string-search "doomed listed" (buffer-string)))
    (skein-thread-list-deleted)
    (cl-letf (((symbol-function 'read-string) (lambda (&rest _) "renamed listed")))
      (skein-test-line "doomed listed")
      (skein-thread-list-rename))
    (skein-test-line "renamed listed")))

(ert-deftest skein-thread-list-shows-what-others-do ()
  "A thread that another client begins or renames appears, and point stays."
  (skein-test-thread "stays here")
  (skein-test-with-thread-list
    (skein-test-line "stays here")
    (skein-test-shell "ask" "say from elsewhere")
    (skein-test-await (string-search "say from elsewhere" (buffer-string)))
    (should (looking-at ".*stays here"))))

(ert-deftest skein-thread-list-filters ()
  "Only lines with all words are shown, in any order and case."
  (skein-test-thread "Blue yarn")
  (skein-test-thread "Blue wool")
  (skein-test-with-thread-list
    (skein-thread-list--narrow "YARN bl")
    (should (= 1 (count-lines (point-min) (point-max))))
    (should (looking-at ".*Blue yarn"))
    (should (string-search "[YARN bl]" (skein-thread-list--state)))
    (revert-buffer)
    (should (= 1 (count-lines (point-min) (point-max))))
    (skein-thread-list--narrow "")
    (should (< 1 (count-lines (point-min) (point-max))))))

(ert-deftest skein-thread-list-previews ()
  "A window beside the list shows the end of the thread of the line, and follows it."
  (dolist (title '("preview one" "preview two"))
    (let ((thread (skein-test-thread title)))
      (skein-call "message/append" (list :threadId (plist-get thread :id) :role "user"
                                         :content (concat "in " title)))))
  (skein-test-with-thread-list
    (let ((shows (lambda (text)
                   (skein-test-await
                     (with-current-buffer "*skein preview*"
                       (string-search text (buffer-string)))))))
      (skein-test-line "preview one")
      (skein-thread-list-preview)
      (should (get-buffer-window "*skein preview*"))
      (funcall shows "in preview one")
      (skein-test-line "preview two")
      (skein-thread-list--follow)
      (funcall shows "in preview two")
      (skein-thread-list-preview)
      (should-not (get-buffer "*skein preview*")))))

(provide 'skein-thread-list-tests)
;;; skein-thread-list-tests.el ends here
