"""The reading room: a local web page in which an editor reads a library's stories, down to the exact words.

``server`` makes the application, ``safety`` keeps strangers out of it, ``pages`` and ``api`` are its addresses,
``story`` what a story's pages show (``board``, ``evidence``, ``margin``), ``adding`` takes reports in. The pages are
made on the server and can be read without scripts; what they show is there as JSON too. No network is asked anything.
"""
