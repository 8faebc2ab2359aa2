"""Who is seen in a film asks to be taken out."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('backstage_qa', '0023_reports'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='notification',
            name='kind',
            field=models.CharField(choices=[('received', 'Question received'), ('assigned', 'Question for you'), ('follow_up', 'Follow-up'), ('held', 'Holding reply'), ('answered', 'Answered'), ('declined', 'Declined'), ('merged', 'Merged'), ('published', 'Published'), ('review', 'Still true?'), ('reported', 'No longer true'), ('report_ended', 'Answer to a report'), ('removal', 'Asks to be taken out')], max_length=12, verbose_name='mail'),
        ),
        migrations.CreateModel(
            name='Removal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120)),
                ('email', models.EmailField(blank=True, max_length=254)),
                ('text', models.TextField(blank=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('due_on', models.DateField()),
                ('due_at', models.DateTimeField()),
                ('rule', models.JSONField(default=dict)),
                ('note', models.TextField(blank=True)),
                ('closed_at', models.DateTimeField(null=True)),
                ('closed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='removals', to='backstage_qa.publishedmeeting')),
            ],
            options={
                'verbose_name': 'request to be taken out of a film',
                'verbose_name_plural': 'requests to be taken out of films',
                'default_permissions': (),
            },
        ),
        migrations.AddField(
            model_name='notification',
            name='removal',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='backstage_qa.removal'),
        ),
        migrations.AddIndex(
            model_name='removal',
            index=models.Index(condition=models.Q(('closed_at', None)), fields=['due_at'], name='backstage_removal_open'),
        ),
    ]
