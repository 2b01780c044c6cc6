"""What is installed, what can run, what is missing and how to get it. Nothing heavy is imported to find out."""

from chai_desktop.doctor.report import examine, report, run_doctor

__all__ = ["examine", "report", "run_doctor"]
