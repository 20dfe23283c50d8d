"""nbgrader's configuration: where things lie, and what makes grading fair. Read by every nbgrader command here."""

import os
import sys
import warnings
from pathlib import Path

from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import Execute
from sqlalchemy.exc import SAWarning

root = Path(__file__).resolve().parent
sys.path.insert(0, str(root))
from coursework.preprocessors import KeepHiddenTestsHidden, WarningsAreNotErrors  # noqa: E402

# nbgrader 0.9.6 makes SQLAlchemy warn about an order of insertions that does no harm
warnings.filterwarnings("ignore", category=SAWarning)

# nbgrader opens its gradebook there and does not make the folder
(root / "_course").mkdir(exist_ok=True)

c = get_config()  # noqa: F821 - traitlets provides it
c.CourseDirectory.course_id = "rmsnorm"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"
c.CourseDirectory.submitted_directory = "_course/submitted"
c.CourseDirectory.autograded_directory = "_course/autograded"
c.CourseDirectory.feedback_directory = "_course/feedback"
c.CourseDirectory.solution_directory = "_course/solution"
c.CourseDirectory.db_url = f"sqlite:///{root / '_course' / 'gradebook.db'}"
# What instructors keep beside a notebook must never be copied into a release
c.CourseDirectory.ignore = [
    ".ipynb_checkpoints",
    "*.pyc*",
    "__pycache__",
    ".DS_Store",
    "rubric.md",
    "teaching_notes.md",
    "variants",
    "discrimination.json",
]
# Where students fetch and submit; a class on one server sets this to a folder that everybody may write to
c.Exchange.root = os.environ.get("NBGRADER_EXCHANGE", str(root / "_course" / "exchange"))
# Files downloaded from a learning platform: any folder, then <student>_<exercise set>.ipynb
c.ZipCollectApp.downloaded_directory = "_course/downloaded"
c.FileNameCollectorPlugin.named_regexp = r".*/(?P<student_id>[^/]+?)_(?P<file_id>ex\d\d_\w+)\.ipynb$"

# The first argument is nbgrader's own default; the second keeps one notice a kernel out of the progress report
c.Execute.extra_arguments = ["--HistoryManager.hist_file=:memory:", "--IPKernelApp.log_level=ERROR"]
c.Execute.timeout = 20
# Nothing of a finished submission is needed any more, and a graceful shutdown costs about a second each
c.Execute.shutdown_kernel = "immediate"
steps = Autograde.class_traits()["autograde_preprocessors"].default()
steps.insert(steps.index(Execute) + 1, WarningsAreNotErrors)
c.Autograde.autograde_preprocessors = steps
c.GenerateFeedback.preprocessors = [KeepHiddenTestsHidden, *GenerateFeedback.class_traits()["preprocessors"].default()]
