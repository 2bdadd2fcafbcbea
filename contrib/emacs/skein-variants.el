;;; skein-variants.el --- Other answers to a question  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Answers that were replaced, and the partial answers of failed retries, are
;; kept with their turns.  Each is shown side by side with the present answer.

;;; Code:

(require 'skein-chat)
(require 'skein-side)

(defvar-local skein-variants--turns nil "The other answers, the newest first.")
(defvar-local skein-variants--answer nil "The present answer: its heading and its text.")

(defvar skein-variants-map
  (let ((map (make-sparse-keymap)))
    (define-key map (kbd "n") #'skein-variants-next)
    (define-key map (kbd "p") #'skein-variants-previous)
    map)
  "Keymap of two answers side by side.")

(define-minor-mode skein-variants-mode
  "The keys of two answers side by side."
  :keymap skein-variants-map)

(defun skein-variants--answer ()
  "The message with the answer at point, or with the last one."
  (let* ((answers (seq-filter (lambda (region)
                                (and (equal "assistant" (plist-get (nth 2 region) :role))
                                     (skein-get (nth 2 region) :turnId)))
                              (skein-view--regions 'skein-message)))
         (here (seq-find (lambda (region) (and (<= (nth 0 region) (point)) (< (point) (nth 1 region))))
                         answers)))
    (or (nth 2 (or here (car (last answers))))
        (user-error "There is no answer yet"))))

;;;###autoload
(defun skein-variants ()
  "Compare the answer at point, or the last one, with others to its question.
They are shown side by side; n and p go to the next one, q leaves."
  (interactive nil skein-mode)
  (skein-view-check)
  (let* ((message (skein-variants--answer))
         (others (or (skein-turns-variants (plist-get message :turnId))
                     (user-error "This question has no other answer")))
         (turns (reverse
                 (mapcar (lambda (turn)
                           (plist-get (skein-request "turn/get" (list :turnId (plist-get turn :id)))
                                      :turn))
                         others))))
    (skein-variants--show turns (cons (concat "Answer  " (skein-minute (plist-get message :createdAt)))
                                      (plist-get message :content)))
    (skein-side-show)))

(defun skein-variants--show (turns answer)
  "Show ANSWER beside the first of the others.
ANSWER is a cons of a heading and a text; TURNS gave the others."
  (let* ((turn (car turns)) (text (or (skein-get turn :output) "")))
    (skein-side-fill (cons (skein-variants--heading turn (length turns)) text)
                     answer nil (skein-hunks text (cdr answer)))
    (dolist (buffer '("*skein before*" "*skein after*"))
      (with-current-buffer buffer
        (setq skein-variants--turns turns
              skein-variants--answer answer)
        (skein-variants-mode)))))

(defun skein-variants--heading (turn count)
  "The heading of TURN, one of COUNT."
  (let ((replaced (equal "completed" (plist-get turn :status))))
    (concat (if replaced "Replaced  " "Tried  ") (skein-minute (plist-get turn :queuedAt))
            (and (> count 1) (format "  of %d, n next" count))
            "  " (skein-visible (plist-get turn :model))
            (if replaced
                (let ((cut (skein-ending-cut turn))) (and cut (concat "  " cut)))
              (concat "  " (skein-ending-reason turn))))))

(defun skein-variants-next ()
  "Compare the next of the other answers."
  (interactive nil skein-side-mode)
  (skein-variants--show (append (cdr skein-variants--turns) (list (car skein-variants--turns)))
                        skein-variants--answer))

(defun skein-variants-previous ()
  "Compare the previous of the other answers."
  (interactive nil skein-side-mode)
  (skein-variants--show (append (last skein-variants--turns) (butlast skein-variants--turns))
                        skein-variants--answer))

(provide 'skein-variants)
;;; skein-variants.el ends here
