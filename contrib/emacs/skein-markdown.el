;;; skein-markdown.el --- Faces for answers in Markdown  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; Light fontification of Markdown, line by line, so that an answer can be
;; fontified while it arrives.  No character is changed or hidden.

;;; Code:

(require 'skein)

(defcustom skein-markdown-modes
  '(("sh" . sh-mode) ("bash" . sh-mode) ("shell" . sh-mode) ("console" . sh-mode)
    ("elisp" . emacs-lisp-mode) ("emacs-lisp" . emacs-lisp-mode)
    ("cpp" . c++-mode) ("javascript" . js-mode) ("typescript" . js-mode)
    ("json" . js-mode) ("html" . mhtml-mode) ("py" . python-mode))
  "The major modes that fontify code, by the language's name in Markdown.
A name that is not listed stands for the mode of that name, as in `python-mode'."
  :type '(alist :key-type string :value-type function)
  :group 'skein)

(defconst skein-markdown-code-most 20000
  "Code with more characters than this is not fontified by its mode.")

(defconst skein-markdown-line-most 5000
  "In a longer line only the beginning is fontified.")

(defconst skein-markdown--inline
  '(("`+\\([^`\n]+\\)`+" . skein-code)
    ("\\*\\*\\([^*\n]+\\)\\*\\*" . bold)
    ("\\(?:^\\|[^*[:alnum:]]\\)\\(\\*[^* \n][^*\n]*\\*\\)" . italic)
    ("\\(?:^\\|[^_[:alnum:]]\\)\\(_[^_ \n][^_\n]*_\\)\\(?:$\\|[^_[:alnum:]]\\)" . italic)
    ("\\[[^]\n]+\\](\\([^)\n]+\\))" . link))
  "The patterns of markup within a line, and the faces of their first groups.")

(defun skein-markdown-fontify (start end)
  "Fontify the lines that begin between START and END.
Return where to continue when more text arrives: at the beginning of
the last line, unless it is complete, or longer than the limit."
  (save-excursion
    (goto-char start)
    (unless (bolp)
      (forward-line))
    (let ((fence (and (> (point) (point-min))
                      (get-text-property (1- (point)) 'skein-fence)))
          (last (min (point) end)))
      (while (< (point) end)
        (setq last (point)
              fence (skein-markdown--line (point) (min end (line-beginning-position 2)) fence))
        (forward-line))
      (if (or (eq (char-before end) ?\n) (> (- end last) skein-markdown-line-most))
          end
        last))))

(defun skein-markdown--line (start end fence)
  "Fontify the line from START to END, which is in a code block after FENCE.
Return the fence for the next line, or nil outside a block."
  (remove-text-properties start end '(face nil skein-fence nil))
  (goto-char start)
  (let ((case-fold-search nil))
    (cond ((and fence (looking-at (concat "[ \t]*" (regexp-quote fence) "[`~]*[ \t]*$")))
           (add-face-text-property start end 'skein-dimmed)
           nil)
          (fence
           (put-text-property start end 'skein-fence fence)
           (add-face-text-property start end 'skein-code)
           fence)
          ((looking-at "[ \t]*\\(```+\\|~~~+\\)[^`\n]*$")
           (let ((opening (match-string-no-properties 1)))
             (put-text-property start end 'skein-fence opening)
             (add-face-text-property start end 'skein-dimmed)
             opening))
          (t (skein-markdown--prose start end)
             nil))))

(defun skein-markdown--prose (start end)
  "Fontify the line of prose from START to END."
  (setq end (min end (+ start skein-markdown-line-most)))
  (cond ((looking-at "#\\{1,6\\} ") (add-face-text-property start end 'bold))
        ((looking-at "[ \t]*>") (add-face-text-property start end 'skein-dimmed)))
  (dolist (rule skein-markdown--inline)
    (goto-char start)
    (while (re-search-forward (car rule) end t)
      (add-face-text-property (match-beginning 1) (match-end 1) (cdr rule)))))

(defun skein-markdown-fontify-code (start end)
  "Give the code blocks between START and END the faces of their languages."
  (let ((position start))
    (while (setq position (text-property-not-all position end 'skein-fence nil))
      (let* ((block (skein-markdown-code-at position))
             (mode (skein-markdown-mode-at position)))
        (setq position (next-single-property-change position 'skein-fence nil end))
        (when (and block mode (< (- (cdr block) (car block)) skein-markdown-code-most))
          (skein-markdown-like mode (car block) (cdr block)))))))

(defun skein-markdown-mode-at (position)
  "The major mode for the code block whose fence is at POSITION, or nil."
  (save-excursion
    (goto-char position)
    (when (looking-at "[ \t]*[`~]+[ \t]*\\([[:alnum:]+#-]+\\)")
      (let* ((language (downcase (match-string-no-properties 1)))
             (mode (or (cdr (assoc language skein-markdown-modes))
                       (intern (concat language "-mode")))))
        (and (fboundp mode) mode)))))

(defvar warning-minimum-level)
(defvar warning-minimum-log-level)

(defun skein-markdown-like (mode start end)
  "Give the text from START to END the faces that it has in MODE."
  (let ((target (current-buffer)) (text (buffer-substring-no-properties start end)))
    (with-temp-buffer
      (insert text)
      ;; What a mode warns of a block concerns nobody, such as that its indentation is unclear.
      (when (let ((inhibit-message t) message-log-max
                  (warning-minimum-level :emergency) (warning-minimum-log-level :emergency))
              (ignore-errors (delay-mode-hooks (funcall mode)) (font-lock-ensure) t))
        (let ((from (point-min)))
          (while (< from (point-max))
            (let ((to (or (next-single-property-change from 'face) (point-max)))
                  (face (get-text-property from 'face)))
              (when face
                (with-current-buffer target
                  (add-face-text-property (+ start from -1) (+ start to -1) face)))
              (setq from to))))))))

(defun skein-markdown-code-at (position)
  "The limits of the code in the block at POSITION, or nil outside a block."
  (when (get-text-property position 'skein-fence)
    (save-excursion
      (let ((end (or (next-single-property-change position 'skein-fence) (point-max))))
        (goto-char (or (and (> position (point-min))
                            (get-text-property (1- position) 'skein-fence)
                            (previous-single-property-change position 'skein-fence))
                       position))
        (forward-line)
        (cons (min (point) end) end)))))

(provide 'skein-markdown)
;;; skein-markdown.el ends here
