;;; skein-variants.el --- Other answers to a question  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Answers that were replaced, and the partial answers of failed retries, are
;; kept with their turns.

;;; Code:

(require 'skein-chat)

(define-derived-mode skein-variants-mode special-mode "skein-variants"
  "Major mode of the other answers to a question."
  (setq-local word-wrap t
              truncate-lines nil
              bidi-inhibit-bpa t
              revert-buffer-function #'ignore)
  (add-to-invisibility-spec '(skein-reasoning . t)))

(defun skein-variants--turn ()
  "The turn of the answer at point, or of the last one."
  (let* ((answers (seq-filter (lambda (region)
                                (and (equal "assistant" (plist-get (nth 2 region) :role))
                                     (skein-get (nth 2 region) :turnId)))
                              (skein-view--regions 'skein-message)))
         (here (seq-find (lambda (region) (and (<= (nth 0 region) (point)) (< (point) (nth 1 region))))
                         answers)))
    (or (skein-get (nth 2 (or here (car (last answers)))) :turnId)
        (user-error "There is no answer yet"))))

;;;###autoload
(defun skein-variants ()
  "Show the other answers to the question at point, or to the last one."
  (interactive nil skein-mode)
  (let* ((id (skein-variants--turn))
         (turns (mapcar (lambda (turn)
                          (plist-get (skein-request "turn/get"
                                                    (list :turnId (plist-get turn :id)))
                                     :turn))
                        (or (skein-turns-variants id)
                            (user-error "This question has no other answer"))))
         (buffer (get-buffer-create "*skein variants*")))
    (with-current-buffer buffer
      (skein-variants-mode)
      (let ((inhibit-read-only t))
        (erase-buffer)
        (insert (propertize (skein-quoted (or (skein-get (car turns) :input) ""))
                            'face 'skein-user)
                "\n\n")
        (mapc #'skein-variants--insert turns))
      (goto-char (point-min)))
    (pop-to-buffer buffer)))

(defun skein-variants--insert (turn)
  "Insert the answer of TURN."
  (let ((replaced (equal "completed" (plist-get turn :status)))
        (output (or (skein-get turn :output) "")))
    (skein-view--heading (if replaced "replaced" "tried")
                         (concat (skein-minute (plist-get turn :queuedAt)) "  "
                                 (skein-visible (plist-get turn :model))))
    (unless (string-empty-p output)
      (skein-view--body output))
    (let ((why (if replaced (skein-ending-cut turn) (skein-ending-reason turn))))
      (when why
        (insert (propertize why 'face 'skein-failure) "\n\n")))))

(provide 'skein-variants)
;;; skein-variants.el ends here
