;;; skein-visible-tests.el --- Nothing is hidden  -*- lexical-binding: t; -*-

;; Copyright (C) 2026 The skein authors
;; SPDX-License-Identifier: Apache-2.0

;;; Commentary:

;; See contrib/hidden.

;;; Code:

(require 'skein-test)
(require 'skein-threads)
(require 'skein-search)
(require 'skein-tasks)
(require 'skein-models)
(require 'skein-rewrite)
(require 'skein-variants)

(defun skein-visible-tests--hidden (verb)
  "The output of contrib/hidden for VERB."
  (with-temp-buffer
    (let ((coding-system-for-read 'utf-8-unix))
      (call-process (expand-file-name "../hidden" skein-test-contrib) nil t nil verb))
    (buffer-string)))

(defconst skein-visible-tests--text (skein-visible-tests--hidden "text"))

(defconst skein-visible-tests--codes
  (mapcar (lambda (digits) (string-to-number digits 16))
          (split-string (skein-visible-tests--hidden "codes"))))

(defun skein-visible-tests--titles ()
  "The hidden characters that titles may contain, in pieces that fit."
  (mapcar (lambda (codes) (mapconcat (lambda (code) (format "a%cb" code)) codes ""))
          (seq-partition (seq-filter (lambda (code) (>= code #xa0)) skein-visible-tests--codes)
                         16)))

(defun skein-visible-tests--check (text &optional shows-controls)
  "Expect that TEXT has no hidden character.
SHOWS-CONTROLS is whether Emacs shows control characters there,
as it does in buffers."
  (dolist (code skein-visible-tests--codes)
    (unless (and shows-controls (or (< code #x20) (<= #x7f code #x9f)))
      (when (seq-contains-p text code)
        (ert-fail (list (format "U+%04X is shown in" code) text)))))
  text)

(defun skein-visible-tests--shown ()
  "The text of this buffer as it is displayed."
  (let ((place (point-min)) (shown ""))
    (while (< place (point-max))
      (let ((next (next-single-char-property-change place 'display))
            (display (get-char-property place 'display)))
        (setq shown (concat shown (if (stringp display)
                                      display
                                    (buffer-substring-no-properties place next)))
              place next)))
    shown))

(ert-deftest skein-visible-the-whole-set ()
  "What is hidden gives way, joiners that join stay, other text is as it was."
  (let ((text (skein-visible-tests--check (skein-visible skein-visible-tests--text)))
        (plain "Ünïcode 日本語\twith\ntabs, é, 🧶, עברית and “Привет” – é"))
    (should (= (length skein-visible-tests--codes)
               (1- (length (split-string text "a\ufffdb")))))
    (should (string-search "👩\u200d💻" text))
    (should (string-search "می\u200cخواهم" text))
    (should-not (string-match-p " [\u200c\u200d] " text))
    (should (equal plain (skein-visible plain)))
    (should (equal "\ufffda\ufffd" (skein-visible "\u200da\u200c")))))

(ert-deftest skein-visible-in-a-buffer-text-stays ()
  "In a buffer text is as it was, and what is hidden is shown, piece by piece too."
  (with-temp-buffer
    (mapc (lambda (letter) (skein-visible-insert (string letter))) skein-visible-tests--text)
    (should (equal skein-visible-tests--text
                   (buffer-substring-no-properties (point-min) (point-max))))
    (let ((shown (skein-visible-tests--check (skein-visible-tests--shown) t)))
      (should (string-search "a<202E>b" shown))
      (should (string-search "👩\u200d💻" shown))
      (should-not (string-match-p " [\u200c\u200d] " shown)))))

(ert-deftest skein-visible-has-a-limit ()
  "So much that is hidden that Emacs would stand still gives way."
  (with-temp-buffer
    (skein-visible-insert (make-string (+ 10 skein-visible-most) #x202e))
    (should (= 10 (how-many "\ufffd" (point-min) (point-max))))
    (skein-visible-tests--check (skein-visible-tests--shown))))

(ert-deftest skein-visible-in-a-chat ()
  "Questions, answers, reasoning, drafts, names and headers hide nothing."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-say (concat "say " (string-trim skein-visible-tests--text)))
      (skein-test-settled)
      (should (string-search "a<202E>b"
                             (skein-visible-tests--check (skein-visible-tests--shown) t)))
      (should (string-search "a\u202eb" (skein-test-history)))
      (skein-call "thread/update" (list :threadId (skein-follow-id)
                                        :title "One\u202etwo\u2028three"))
      (skein-test-await (string-search "three" (buffer-name)))
      (skein-visible-tests--check (buffer-name))
      (skein-visible-tests--check (skein-header-line))
      (skein-edit)
      (should (string-search "a\u202eb" (skein-view-draft)))
      (skein-visible-tests--check (skein-visible-tests--shown) t))))

(ert-deftest skein-visible-in-failures ()
  "Why a turn has failed hides nothing, in the chat and as a message."
  (let ((inhibit-message t) (words "one\u202etwo\u2028three\u200bfour"))
    (skein-test-with-chat nil
      (skein-test-say (concat "fail 400 " words))
      (skein-test-settled)
      (should (skein-test-shows "one\ufffdtwo"))
      (skein-visible-tests--check (skein-visible-tests--shown) t))
    (let ((problem (should-error (skein-call "turn/run" (list :input (concat "fail 400 " words)))
                                 :type 'skein-error)))
      (skein-visible-tests--check (skein-error-message problem)))
    (let (said)
      (cl-letf (((symbol-function 'message)
                 (lambda (format &rest arguments) (push (apply #'format format arguments) said))))
        (skein--show-error (list :message words))
        (skein-message "%s" (skein-region-words
                             'ended (list :status "failed" :error (list :message words)))))
      (should (= 2 (length said)))
      (mapc #'skein-visible-tests--check said))))

(ert-deftest skein-visible-in-what-failed ()
  "Words that were kept hide nothing, nor does what is said of the question."
  (let ((inhibit-message t))
    (skein-test-with-chat nil
      (skein-test-say (concat "drop " (string-trim skein-visible-tests--text)))
      (skein-test-settled)
      (should (skein-test-shows "partial answer"))
      (skein-visible-tests--check (skein-visible-tests--shown) t)
      (skein-chat-retry)
      (skein-test-settled)
      (skein-visible-tests--check (skein-visible-tests--shown) t)
      (skein-variants--show (list (list :status "completed" :queuedAt "2026-11-29T07:00:00.000Z"
                                        :model "m\u202eo" :output skein-visible-tests--text))
                            (cons "Answer" "x"))
      (with-current-buffer "*skein before*"
        (skein-visible-tests--check (skein-visible-tests--shown) t)
        (skein-visible-tests--check header-line-format)
        (skein-side-quit))
      (let (said)
        (cl-letf (((symbol-function 'message)
                   (lambda (format &rest arguments)
                     (push (apply #'format format arguments) said))))
          (skein-chat-undo))
        (should (string-prefix-p "Taken back: “drop" (car said)))
        (mapc #'skein-visible-tests--check said)))))

(ert-deftest skein-visible-in-lists-and-prompts ()
  "Threads to choose from, hits and tasks hide nothing, and mean what they meant."
  (let ((inhibit-message t) (titles (skein-visible-tests--titles)) ids)
    (dolist (title titles)
      (let ((id (plist-get (skein-test-thread title) :id)))
        (push id ids)
        (skein-call "message/append" (list :threadId id :role "user"
                                           :content (concat "needle " skein-visible-tests--text)))
        (skein-call "task/create" (list :title title :description title))))
    (let ((names (mapcar #'skein-name (skein-all "thread/list" nil))))
      (mapc #'skein-visible-tests--check names)
      (cl-letf (((symbol-function 'completing-read)
                 (lambda (_prompt table &rest _)
                   (seq-find (lambda (name) (string-search "  a\ufffdb" name))
                             (all-completions "" table)))))
        (should (member (plist-get (skein-threads-read "Which: ") :id) ids))))
    (let (asked)
      (cl-letf (((symbol-function 'read-string)
                 (lambda (prompt &optional initial &rest _)
                   (skein-visible-tests--check prompt)
                   (with-temp-buffer
                     (insert initial)
                     (setq asked (skein-visible-tests--shown)))
                   (substring-no-properties initial)))
                (skein-follow-thread (skein-get (skein-call "thread/get"
                                                            (list :threadId (car ids)))
                                                :thread)))
        (call-interactively #'skein-rename)
        (skein-visible-tests--check asked)
        (should (member (skein-get (skein-call "thread/get" (list :threadId (car ids)))
                                   :thread :title)
                        titles))))
    (save-window-excursion
      (skein-search "needle")
      (skein-visible-tests--check (buffer-string))
      (should (string-search "a\ufffdb" (buffer-string)))
      (skein-tasks)
      (skein-visible-tests--check (buffer-string))
      (should (string-search "a\ufffdb" (buffer-string))))))

(ert-deftest skein-visible-in-models ()
  "Models are shown with nothing hidden, and chosen as they are."
  (cl-letf (((symbol-function 'skein-request)
             (lambda (&rest _) '(:data [(:id "m\u202eo" :default t)] :errors [])))
            ((symbol-function 'completing-read)
             (lambda (_prompt table &rest _) (car (all-completions "" table)))))
    (should (equal "m\u202eo" (skein-models-read "Model: "))))
  (let ((skein-chat-model "m\u202eo") skein-follow-thread)
    (skein-visible-tests--check (skein-header-line))))

(ert-deftest skein-visible-in-what-is-written ()
  "Proposals and answers in files hide nothing, and are what was said."
  (let ((inhibit-message t))
    (with-temp-buffer
      (insert "old")
      (skein-rewrite-region (point-min) (point-max)
                            "say one\u202etwo\u2028three")
      (skein-test-await (skein-proposal-text (skein-proposal-nearest)))
      (dolist (overlay (skein-proposal-shown (skein-proposal-nearest)))
        (skein-visible-tests--check (overlay-get overlay 'after-string)))
      (skein-accept)
      (should (string-prefix-p "one\u202etwo\u2028three" (buffer-string)))
      (skein-visible-tests--check (skein-visible-tests--shown) t))))

(provide 'skein-visible-tests)
;;; skein-visible-tests.el ends here
