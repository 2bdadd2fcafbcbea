;;; skein-code.el --- Code in a chat  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; A code block at point, or else the last one, is copied, filtered by a command,
;; or opened in a buffer.

;;; Code:

(require 'skein-view)

(defun skein-code--here ()
  "The limits of the code block at point, or else of the last one."
  (let ((place (if (get-text-property (point) 'skein-fence)
                   (point)
                 (let ((end (previous-single-property-change
                             (if (eq (get-text-property (1- (point-max)) 'skein-fence) nil)
                                 (point-max)
                               skein-view--draft)
                             'skein-fence)))
                   (and end (1- end))))))
    (or (and place (skein-markdown-code-at place))
        (user-error "There is no code here"))))

(defun skein-code--text (limits)
  "The code within LIMITS."
  (skein-soft-plain (car limits) (cdr limits)))

(defun skein-copy-code ()
  "Copy the code block at point, else the last one above the prompt."
  (interactive nil skein-mode)
  (let ((code (skein-code--text (skein-code--here))))
    (kill-new code)
    (message "Copied %s" (skein-counted (length (split-string (string-remove-suffix "\n" code)
                                                              "\n"))
                                        "line"))))

(defun skein-open-code ()
  "Open the code block at point, else the last one, in a buffer of its language."
  (interactive nil skein-mode)
  (let* ((limits (skein-code--here)) (text (skein-code--text limits))
         (mode (save-excursion
                 (goto-char (car limits))
                 (skein-markdown-mode-at (line-beginning-position 0)))))
    (pop-to-buffer (generate-new-buffer "*skein code*"))
    (insert text)
    (goto-char (point-min))
    (when mode
      (funcall mode))
    (set-buffer-modified-p nil)))

(defun skein-filter (command)
  "Run the shell COMMAND with the code block at point, else the last one, as input.
Its output is shown in another window while it arrives."
  (interactive (progn (skein-code--here)
                      (list (read-shell-command "Filter the code through: ")))
               skein-mode)
  (let ((text (skein-code--text (skein-code--here)))
        (folder default-directory)
        (buffer (get-buffer-create "*skein filter*")))
    (when (get-buffer-process buffer)
      (user-error "Another command still runs in %s" (buffer-name buffer)))
    (with-current-buffer buffer
      (special-mode)
      (let ((inhibit-read-only t))
        (erase-buffer))
      (setq default-directory folder)
      (skein-code--state command "running")
      (let ((process (let ((process-connection-type nil))
                       (start-process-shell-command "skein filter" buffer command))))
        (set-process-query-on-exit-flag process nil)
        (set-process-filter process #'skein-code--output)
        (set-process-sentinel process
                              (lambda (process _change)
                                (skein-code--ended process command)))
        (condition-case nil
            (progn (process-send-string process text)
                   (process-send-eof process))
          ;; A command need not read all of its input.
          (error nil))))
    (display-buffer buffer)))

(defun skein-code--state (command state)
  "Show the STATE of COMMAND at the top of this buffer."
  (setq header-line-format (format " %s · %s" (replace-regexp-in-string
                                               "%" "%%" (skein-visible command))
                                   state)))

(defun skein-code--output (process text)
  "Add TEXT, the output of PROCESS, to its buffer."
  (when (buffer-live-p (process-buffer process))
    (with-current-buffer (process-buffer process)
      (let ((inhibit-read-only t))
        (save-excursion
          (goto-char (point-max))
          (skein-visible-insert text))))))

(defun skein-code--ended (process command)
  "Show how COMMAND, which was PROCESS, has ended."
  (when (and (memq (process-status process) '(exit signal))
             (buffer-live-p (process-buffer process)))
    (with-current-buffer (process-buffer process)
      (skein-code--state command (if (eql 0 (process-exit-status process))
                                     "done"
                                   (format "status %d" (process-exit-status process))))
      (force-mode-line-update))))

(provide 'skein-code)
;;; skein-code.el ends here
