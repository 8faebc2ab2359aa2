"""Questions are asked for a meeting, and mails tell of one that is cancelled."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0024_removals'),
    ]

    operations = [
        migrations.AddField(
            model_name='conversation',
            name='meeting',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='conversations', to='backstage_qa.publishedmeeting'),
        ),
        migrations.AddField(
            model_name='notification',
            name='published_meeting',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backstage_qa.publishedmeeting'),
        ),
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('received', 'Question received'), ('assigned', 'Question for you'), ('follow_up', 'Follow-up'), ('held', 'Holding reply'), ('answered', 'Answered'), ('declined', 'Declined'), ('merged', 'Merged'), ('published', 'Published'), ('review', 'Still true?'), ('reported', 'No longer true'), ('report_ended', 'Answer to a report'), ('removal', 'Asks to be taken out'), ('meeting_off', 'Meeting cancelled'), ('meeting_on', 'Meeting held after all')], max_length=12, verbose_name='mail'),
        ),
    ]
