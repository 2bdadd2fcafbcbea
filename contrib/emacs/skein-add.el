;;; skein-add.el --- Adding context to the next question  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; The commands that add a text to the next question of the current chat, and
;; take it away again.

;;; Code:

(require 'skein-source)
(require 'skein-region)

(defconst skein-add--kinds
  '(("buffer" . "this buffer, or another one") ("file" . "files")
    ("diagnostics" . "what Flymake or Flycheck found in this buffer")
    ("diff" . "what git diff prints") ("quickfix" . "the list of compilation, grep or xref")
    ("thread" . "another thread"))
  "The kinds of context, with a remark on each.")

(defun skein-add--read-kind ()
  "Ask for a kind of context."
  (let ((completion-extra-properties
         '(:annotation-function
           (lambda (kind)
             (propertize (concat "  " (cdr (assoc kind skein-add--kinds)))
                         'face 'completions-annotations)))))
    (completing-read "Add (default buffer): " (mapcar #'car skein-add--kinds) nil t nil nil
                     "buffer")))

(defun skein-add--read-argument (kind)
  "Ask for the argument that KIND takes."
  (pcase kind
    ("buffer" (read-buffer "Buffer: " (buffer-name) t))
    ("file" (read-file-name "File: " nil nil t))
    ("diff" (read-string "git diff "))
    ("thread" (skein-threads-read "Thread: "))))

;;;###autoload
(defun skein-add (&optional kind argument)
  "Let the region, or else this buffer, go along with the next question.
It is that of the last used chat, or of this one, and is read when
that is sent.  With a prefix argument, and in a chat, ask for a
KIND and its ARGUMENT: a buffer, a file (or several, by wildcards),
the diagnostics of this buffer, what git diff prints with some
arguments, the buffer of compilation, grep or xref, or a thread."
  (interactive
   (when (or current-prefix-arg (derived-mode-p 'skein-mode))
     (let ((kind (skein-add--read-kind)))
       (list kind (skein-add--read-argument kind)))))
  (let ((contexts (skein-add--contexts kind argument))
        (chat (let (current-prefix-arg) (skein-region-chat))))
    (with-current-buffer chat
      (skein-context-set (append skein-context-items contexts)))
    (deactivate-mark)
    (skein-message "Added to the next question of %s: %s"
                   (buffer-name chat)
                   (mapconcat #'skein-context-words contexts ", "))))

(defun skein-add--contexts (kind argument)
  "The contexts of KIND, a string or nil, and ARGUMENT."
  (pcase kind
    ('nil (list (if (use-region-p)
                    (skein-source-region (region-beginning) (region-end))
                  (skein-source-buffer (current-buffer)))))
    ("buffer" (list (skein-source-buffer (get-buffer (or argument (current-buffer))))))
    ("file" (mapcar #'skein-source-file
                    (or (file-expand-wildcards argument) (list argument))))
    ("diagnostics" (list (skein-source-diagnostics (current-buffer))))
    ("diff" (list (skein-source-diff argument)))
    ("quickfix" (list (skein-source-quickfix)))
    ("thread" (list (skein-source-thread (if (stringp argument)
                                             (skein-named-find argument)
                                           argument))))
    (_ (user-error "Context is one of: %s" (mapconcat #'car skein-add--kinds ", ")))))

;;;###autoload
(defun skein-drop (name)
  "Take the context NAME away from the next question; with a prefix argument, all.
NAME may also be its number."
  (interactive
   (list (or current-prefix-arg
             (with-current-buffer (skein-add--chat)
               (let ((names (mapcar (lambda (context) (funcall (skein-context-short context)))
                                    skein-context-items)))
                 (completing-read (format "Take away (default %s): " (car (last names)))
                                  names nil nil nil nil (car (last names))))))))
  (with-current-buffer (skein-add--chat)
    (skein-context-set
     (and (stringp name)
          (let* ((number (and (string-match-p "\\`[1-9][0-9]*\\'" name) (string-to-number name)))
                 (context (or (and number (nth (1- number) skein-context-items))
                              (seq-find (lambda (context)
                                          (equal name (funcall (skein-context-short context))))
                                        skein-context-items)
                              (user-error "Nothing of that name goes along: %s"
                                          (skein-visible name)))))
            (remq context skein-context-items))))))

(defun skein-add--chat ()
  "The chat whose next question has a context."
  (let ((chat (if (derived-mode-p 'skein-mode) (current-buffer) (car (skein-follow-buffers)))))
    (if (and chat (buffer-local-value 'skein-context-items chat))
        chat
      (user-error "Nothing goes along with the next question"))))

(provide 'skein-add)
;;; skein-add.el ends here
